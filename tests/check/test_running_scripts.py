"""Statements that run, and that a checker which believes too much would refuse."""

from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from tests.check.judging import errors
from tests.check.test_containers import cases
from tests.check.test_inference import in_scene

RUNNING = cases(
    """
# None among the values of a dict
d = {"hl": None, "n": None}
for k, v in d.items():
    if v is not None:
        v.shift(UP)

# None asked of a dict
x = {"hl": None}.get("hl")
if x is not None:
    x.shift(UP)

# None put into a list
marks = []
for i in range(3):
    marks.append(None)
for m in marks[1:]:
    if m is not None:
        m.shift(UP)

# None put into a dict
refs = {}
for k in "ab":
    refs[k] = None
if refs["a"] is not None:
    refs["a"].shift(UP)

# a dict that its loop fills
refs = {k: None for k in "ab"}
for k, m in refs.items():
    if m is None:
        refs[k] = Dot()
    else:
        m.shift(UP)

# empty lists in a dict
data = {"a": [], "b": []}
for k, v in data.items():
    if v:
        v[0].shift(UP)

# a number that is looked at
counts = {"a": 0}
for k, n in counts.items():
    if n:
        print(1 / n)

# None that a comprehension leaves out
marks = [None, None]
shifted = [m.shift(UP) for m in marks if m is not None]

# None in a conditional expression
mark = None
shifted = mark.shift(UP) if mark else None

# None on which a turn ends
for mark in [None, None]:
    if mark is None:
        continue
    mark.shift(UP)

# None at the top of a loop
mark = None
while mark is not None:
    mark.shift(UP)

# a queue that grows while it is walked
kids = {"a": ["b", "c"], "b": [], "c": []}
queue = [("a", None)]
for name, parent in queue:
    node = Dot()
    if parent is not None:
        self.add(Line(parent.get_center(), node.get_center() + UP))
    for kid in kids[name]:
        queue.append((kid, node))

# another kind put into a list that is walked
queue = [Dot()]
for q in queue:
    if len(queue) < 3:
        queue.append(Square())
    if q is not queue[0]:
        print(q.side_length)

# a row that a list of rows holds, too
row = []
rows = []
rows.append(row)
rows[0].append(Dot())
row[0].shift(UP)

# rows that are filled by their numbers
rows = []
for _ in range(2):
    row = [None, None]
    rows.append(row)
for r in range(2):
    for c in range(2):
        rows[r][c] = Dot()
row[0].shift(UP)

# an entry that is filled later
items = []
for i in range(3):
    entry = {"i": i, "mob": None}
    items.append(entry)
for e in items:
    e["mob"] = Square()
entry["mob"].side_length

# a group that a list holds, too
table = []
for i in range(2):
    last_row = VGroup(Square())
    table.append(last_row)
for t in table:
    t.add(Text("s"))
last_row[-1].text

# a list that a dict holds, too
row = [None, None]
table = dict(a=row)
table["a"][0] = Dot()
row[0].shift(UP)

# a list that is put in front
c = [None]
rows = []
rows.insert(0, c)
rows[0][0] = Square()
c[0].shift(UP)

# a list that a dict is given as a default
slot = [None]
d = {}
d.setdefault("k", slot)[0] = Dot()
slot[0].shift(UP)

# the longer of two lists
a = [Dot()]
b = [Dot(), Dot()]
c = max(a, b, key=len)
c.append(Text("a"))
b[2].text

# a list in a dict that a library changes
import heapq
d = {"h": []}
heapq.heappush(d["h"], 3)
print(d["h"][0])

# the largest of what is spread
pairs = [(1, 2), (3, 0)]
best = max(*pairs)
print(best[0])

# the columns of rows
rows = [(1, 2), (3, 4)]
for a, b in zip(*rows):
    print(a + b)
for column in zip(*rows):
    print(column[0] + column[1])

# an item that is set by the method's name
d = {"x": None}
d.__setitem__("x", Dot())
d["x"].shift(UP)

# what comes after three turns
a, b = [None], [None]
for i in range(3):
    if a[0] is not None:
        a[0].shift(UP)
    a[0] = b[0]
    b[0] = Dot()

# the one before the one before
prev2, prev1, lines = None, None, []
for d in [Dot(), Dot(), Dot()]:
    if prev2 is not None:
        lines.append(Line(prev2.get_center(), d.get_center() + UP))
    prev2, prev1 = prev1, d

# a loop that is broken off
for i in range(5):
    if i == 3:
        found = Dot()
        break
else:
    found = None
if found is not None:
    found.shift(UP)

# a walrus in a comprehension
last = None
ys = [last := Dot() for _ in range(3)]
last.shift(UP)

# groups in a group
g, h = VGroup(Dot()), VGroup(Dot())
for part in VGroup(g, h):
    part.add(Square())
g[-1].side_length

# a group that a method gives again
g = VGroup(Dot())
placed = g.arrange(RIGHT)
placed.add(Square())
g[-1].side_length

# groups that a function is given as it likes
def fill(*groups):
    for each in groups:
        each.add(Square())
g = VGroup(Dot())
fill(g)
g[-1].side_length

# a group that an animation's function changes
def grow(m):
    m.add(Square())
g = VGroup(Dot())
self.play(UpdateFromFunc(g, grow))
g[-1].side_length

# a group that an updater changes
def grow(m, dt):
    m.add(Square())
g = VGroup(Dot())
g.add_updater(grow)
self.add(g)
self.wait(1)
g[1].side_length

# all that is on the stage
g = VGroup(Dot())
self.add(g)
for m in self.mobjects:
    m.add(Square())
g[-1].side_length

# what an object of an own class keeps
class Panel:
    def __init__(self, group):
        self.group = group
        self.group.add(Square())
g = VGroup(Dot())
Panel(g)
g[-1].side_length
"""
)

WHOLE = {
    "a table of the module": """from manim import *
ROWS = {"a": [], "b": []}
class Lesson(Scene):
    def construct(self):
        row = ROWS.get("a")
        row.append(Dot())
        ROWS["a"][0].shift(UP)
        self.play(FadeIn(ROWS["a"][0]))
""",
    "entries that a method fills": """from manim import *
class Lesson(Scene):
    def add_entry(self, name):
        entry = {"name": name, "mob": None}
        self.entries.append(entry)
        self.draw()
        entry["mob"].set_color(RED)
        return entry
    def draw(self):
        for e in self.entries:
            e["mob"] = Text(e["name"])
    def construct(self):
        self.entries = []
        e = self.add_entry("a")
        self.play(FadeIn(e["mob"]))
""",
    "a setting that is None": """from manim import *
DEBUG = None
class Lesson(Scene):
    def show(self, mob):
        if mob is not None:
            self.play(FadeIn(mob.shift(UP)))
    def construct(self):
        if DEBUG is not None:
            DEBUG.shift(UP)
        for name, mob in {"a": None}.items():
            self.show(mob)
        self.wait()
""",
}


@pytest.mark.parametrize("case", RUNNING | WHOLE)
def test_what_runs_has_no_error(case: str, index: ApiIndex) -> None:
    source = WHOLE[case] if case in WHOLE else in_scene(RUNNING[case])
    assert errors(source, index) == []
