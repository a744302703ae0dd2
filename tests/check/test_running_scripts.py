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
    "a power of whole numbers": r"""from manim import *
import numpy as np
class S(Scene):
    def construct(self):
        n = 3
        self.add(*[Dot(RIGHT * i) for i in range(2 ** n)])
""",
    "an attribute that is looked at": r"""from manim import *
import numpy as np
class S(Scene):
    def setup(self):
        self.tracer = None
    def construct(self):
        if self.tracer is not None:
            self.tracer.shift(UP)
""",
    "a number in an attribute that is looked at": r"""from manim import *
import numpy as np
class Cell:
    def __init__(self):
        self.cost = 0
class S(Scene):
    def construct(self):
        c = Cell()
        if c.cost > 0:
            print(1 / c.cost)
""",
    "a field that a class below fills": r"""from manim import *
import numpy as np
class Base(Scene):
    def setup(self):
        self.title = None
    def show(self):
        self.title.shift(UP)
class One(Base):
    def construct(self):
        self.title = Text("hi")
        self.show()
""",
    "a method that a class below has anew": r"""from manim import *
import numpy as np
class Base(Scene):
    def make(self):
        pass
    def show(self):
        self.make().shift(UP)
class One(Base):
    def make(self):
        return Dot()
    def construct(self):
        self.show()
""",
    "a method that a sibling has": r"""from manim import *
import numpy as np
class Loud:
    def make(self):
        return Text("loud")
class Quiet:
    def make(self):
        return Circle()
    def go(self):
        print(self.make().text)
class A(Loud, Quiet, Scene):
    def construct(self):
        self.go()
""",
    "an attribute of a class, and then of its object": r"""from manim import *
import numpy as np
class S(Scene):
    title = "Intro"
    def construct(self):
        print(self.title.upper())
        self.title = Text(self.title)
""",
    "a field that a class below gives something else": r"""from manim import *
import numpy as np
class Base(VGroup):
    def __init__(self, n):
        super().__init__()
        self.n = n
class Sub(Base):
    def __init__(self, n):
        super().__init__(n)
        self.n = [Dot() for _ in range(self.n)]
class S(Scene):
    def construct(self):
        self.add(Sub(2))
""",
    "what the setter of a property stores": r"""from manim import *
import numpy as np
class Gauge(VGroup):
    def __init__(self):
        super().__init__()
        self._value = 0
    @property
    def value(self):
        return self._value
    @value.setter
    def value(self, v):
        self._value = v
    def share(self):
        return 10 / self._value
class S(Scene):
    def construct(self):
        g = Gauge()
        g.value = 5
        print(g.share())
""",
    "what Manim stores in target": r"""from manim import *
import numpy as np
class Card(VGroup):
    def __init__(self):
        super().__init__(Square())
        self.target = None
    def go(self):
        self.generate_target()
        self.target.shift(UP)
        return MoveToTarget(self)
class S(Scene):
    def construct(self):
        self.play(Card().go())
""",
    "what Manim stores in saved_state": r"""from manim import *
import numpy as np
class P(Square):
    def __init__(self):
        super().__init__()
        self.color = "#FF0000"
        print(self.color.to_hex())
class S(Scene):
    def construct(self):
        self.add(P())
""",
    "a class of the script's own with a name of Manim's": r"""from manim import *
import numpy as np
class Graph:
    def __init__(self, n):
        self.n = n
    def size(self):
        return self.n
class Weighted(Graph):
    pass
class S(Scene):
    def construct(self):
        print(Weighted(3).size())
""",
    "an import that may fail": r"""from manim import *
import numpy as np
try:
    import networkx as nx
except ImportError:
    nx = None
class S(Scene):
    def construct(self):
        print(nx.path_graph(3))
""",
    "a name of Manim's that is replaced perhaps": r"""from manim import *
import numpy as np
import sys
if len(sys.argv) > 100:
    BLUE = "#123456"
class S(Scene):
    def construct(self):
        print(BLUE.to_hex())
""",
    "a guard that is about another name": r"""from manim import *
import numpy as np
class S(Scene):
    def node(self, v, parent, is_root):
        t = Text(str(v))
        if not is_root:
            self.add(Line(parent.get_bottom(), t.get_top()))
    def construct(self):
        self.node(1, None, True)
""",
    "a guard that has a name": r"""from manim import *
import numpy as np
def ratio(a, n):
    ok = n != 0
    return a / n if ok else 0
class S(Scene):
    def construct(self):
        print(ratio(3, 0))
""",
    "a method that is found by a composed name": r"""from manim import *
import numpy as np
class S(Scene):
    def show_shape(self, m, k=1):
        if k == 2:
            print(m.text)
    def construct(self):
        self.show_shape(Circle(), 1)
        for name in ["shape"]:
            getattr(self, f"show_{name}")(Text("x"), 2)
""",
    "what comes behind suppress": r"""from manim import *
import numpy as np
from contextlib import suppress
class S(Scene):
    def setup(self):
        self.x = None
    def construct(self):
        with suppress(ValueError):
            raise ValueError
        self.x = Dot()
        self.show()
    def show(self):
        self.x.shift(UP)
""",
    "four in a row": """from manim import *
class Lesson(Scene):
    def construct(self):
        p1 = p2 = p3 = p4 = None
        for i in range(6):
            d = Dot(RIGHT * i)
            if i >= 4:
                self.add(Line(p4.get_center(), d.get_center()))
            p4 = p3
            p3 = p2
            p2 = p1
            p1 = d
""",
    "a walrus behind and": """from manim import *
class Lesson(Scene):
    def construct(self):
        s = "abc"
        many = False
        if many and (s := 5):
            pass
        self.add(Text(s + "d"))
""",
}


@pytest.mark.parametrize("case", RUNNING | WHOLE)
def test_what_runs_has_no_error(case: str, index: ApiIndex) -> None:
    source = WHOLE[case] if case in WHOLE else in_scene(RUNNING[case])
    assert errors(source, index) == []
