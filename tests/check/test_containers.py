"""What is in lists, dicts and groups that a script fills, and what functions get that it gives away."""

from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from core.check.types import UNKNOWN
from tests.check.test_inference import in_scene, owners, short


def cases(text: str) -> dict[str, str]:
    """Statements by what is said of them in the line before, after a #."""
    parts = (part.partition("\n") for part in text.strip().removeprefix("# ").split("\n\n# "))
    return {name: statements for name, _, statements in parts}


KNOWN = cases(
    """
# taken out of a list: Dot!
g = []
g.append(Dot())
g.pop().here

# asked of a dict: Dot!
d = {}
d['a'] = Dot()
d.get('a').here

# a key of a dict: Square!
d = {'a': Dot(), 'b': Square()}
d['b'].here

# the last of two equal keys: Square!
d = {'a': Dot(), 'a': Square()}
d['a'].here

# the values of a dict: Dot!
d = {'a': Dot()}
for v in d.values():
    v.here

# the items of a dict: Dot!
d = {i: Dot() for i in range(3)}
for k, v in d.items():
    v.here

# the items of a dict with their number: Dot!
d = {i: Dot() for i in range(3)}
for i, (k, v) in enumerate(d.items()):
    v.here

# a part of a list: Dot!
g = [Dot() for _ in range(3)]
for d in g[1:]:
    d.here

# the members of a part of a group: Dot!
g = VGroup(*[Dot() for _ in range(3)])
for d in g[1:]:
    d.here

# a part of a group: VGroup![Dot!]
g = VGroup(*[Dot() for _ in range(3)])
g[1:].here

# a sorted list: Dot!
g = [Dot() for _ in range(3)]
for d in sorted(g, key=lambda m: m.width):
    d.here

# groups that a loop makes and adds: VGroup!
rows = VGroup()
for i in range(2):
    row = VGroup()
    for j in range(2):
        row.add(Dot())
    rows.add(row)
for row in rows:
    row.here

# a list that is counted, too: Dot!
g = []
for i in range(2):
    g.append(Dot())
print(len(g))
g[0].here

# two lists that a loop fills: Line!
a = []
b = []
for i in range(2):
    a.append(Dot())
    b.append(Line())
for x, y in zip(a, b):
    y.here

# a list that is added to: Dot!
a = []
a += [Dot(), Dot()]
a[0].here

# a list that is extended: Dot!
a = []
a.extend(Dot() for _ in range(3))
a[0].here

# a group of a list that a loop fills: Dot!
a = []
for i in range(3):
    a.append(Dot())
g = VGroup(*a)
for m in g:
    m.here

# a filled list in a function: Dot!
a = []
for i in range(3):
    a.append(Dot())
def f():
    a[0].here
f()

# a list that is perhaps filled: Dot!
a = []
if self.x:
    a.append(Dot())
for m in a:
    m.here

# the largest: Dot!
a = [Dot(), Dot()]
max(a, key=len).here

# a set: Dot!
a = set()
a.add(Dot())
for m in a:
    m.here

# what append gives: None
a = [1]
b = a.append(2)
b.here

# two groups that are filled: Line!
a = VGroup()
b = VGroup()
a.add(Dot())
b.add(Line())
for m in b:
    m.here

# a list that is shown meanwhile: Dot!
a = []
a.append(Dot())
self.add(*a)
a.append(Dot())
a[1].here

# a group of a dict's values: Dot!
d = {}
for n in 'ab':
    d[n] = Dot()
g = VGroup(*d.values())
for m in g:
    m.here

# a list of animations: Create!
a = []
for i in range(3):
    a.append(Create(Dot()))
a[0].here

# a list of what animate gives: Dot!.animate
a = []
for i in range(3):
    a.append(Dot().animate.shift(UP))
a[0].here

# an updater: Dot!
def f(m):
    m.here()
Dot().add_updater(f)

# an updater that is taken back: Dot!
def f(m):
    m.here()
d = Dot()
d.add_updater(f)
d.remove_updater(f)

# a default of an updater: ValueTracker!
t = ValueTracker()
Dot().add_updater(lambda m, t=t: t.here())

# the time of an updater: float
Dot().add_updater(lambda m, dt: dt.here())

# a function that is an animation: Dot!
def f(m, a):
    m.here()
self.play(UpdateFromAlphaFunc(Dot(), f))

# a lambda that is an animation: Dot!
self.play(UpdateFromFunc(Dot(), lambda m: m.here()))

# by what a list is sorted: Dot!
sorted([Dot(), Dot()], key=lambda m: m.here())

# with what a list is mapped: Dot!
list(map(lambda m: m.here(), [Dot()]))

# dicts in a list: Dot!
for d in [{'a': Dot(), 'n': 1}, {'a': Dot(), 'n': 2}]:
    d['a'].here

# what a function fills: Dot!
def f():
    g = []
    for i in range(3):
        g.append(Dot())
    return g
f()[0].here
"""
)

CHANGED = cases(
    """
# group, closure group
g = VGroup(Dot())
def add():
    g.add(Square())
add()
for m in g:
    m.here

# group, helper group
g = VGroup(Dot())
def add(x):
    x.add(Square())
add(g)
for m in g:
    m.here

# group, alias group
g = VGroup(Dot())
h = g
h.add(Square())
for m in g:
    m.here

# group, self group
self.g = VGroup(Dot())
self.g.add(Square())
for m in self.g:
    m.here

# group, set item
g = VGroup(Dot())
g[0] = Square()
for m in g:
    m.here

# group, aug
g = VGroup(Dot())
g += Square()
for m in g:
    m.here

# group, submobjects
g = VGroup(Dot())
g.submobjects.append(Square())
for m in g:
    m.here

# group, submobjects2
g = VGroup(Dot())
g.submobjects = [Square()]
for m in g:
    m.here

# group, nested alias
g = VGroup(VGroup(Dot()))
for r in g:
    r.add(Square())
for r in g:
    for m in r:
        m.here

# group, nested index
g = VGroup(VGroup(Dot()))
g[0].add(Square())
for r in g:
    for m in r:
        m.here

# group, list of groups
g = [VGroup(Dot())]
g[0].add(Square())
for r in g:
    for m in r:
        m.here

# group, loop
g = VGroup(Dot())
for i in range(2):
    for m in g:
        m.here
    g.add(Square())

# group, conditional
g = VGroup(Dot())
if self.x:
    g.add(Square())
for m in g:
    m.here

# group, chain
g = VGroup(Dot()).arrange(RIGHT).add(Square())
for m in g:
    m.here

# group, lambda
g = VGroup(Dot())
g.add_updater(lambda m: m.add(Square()))
for m in g:
    m.here

# list or dict, append two
a = []
a.append(Dot())
a.append(Square())
a[0].here

# list or dict, append two loop
a = []
for i in range(3):
    if i:
        a[0].here
    a.append(Dot())
    a.append(Square())

# list or dict, late
a = []
for i in range(3):
    if a:
        a[-1].here
    a.append(Dot() if i else Square())

# list or dict, two names
a = []
b = a
a.append(Dot())
b.append(Square())
a[0].here

# list or dict, a second name
a = []
a.append(Dot())
b = a
b.append(Square())
a[0].here

# list or dict, a function inside
a = []
def f():
    a.append(Square())
a.append(Dot())
f()
a[0].here

# list or dict, a lambda
a = []
f = lambda: a.append(Square())
a.append(Dot())
f()
a[0].here

# list or dict, a comprehension
a = []
[a.append(Square()) for _ in range(3)]
a.append(Dot())
a[0].here

# list or dict, given to a function
a = [Dot()]
def f(x):
    x.append(Square())
f(a)
a[0].here

# list or dict, given by its keyword
a = [Dot()]
def f(x):
    x.append(Square())
f(x=a)
a[0].here

# list or dict, in tuple
a = [Dot()]
t = (a, 1)
a.append(Square())
t[0][0].here

# list or dict, in dict
a = [Dot()]
t = {'a': a}
a.append(Square())
t['a'][0].here

# list or dict, in list
a = [Dot()]
t = []
t.append(a)
a.append(Square())
t[0][0].here

# list or dict, in list2
t = [[Dot()]]
t[0].append(Square())
t[0][0].here

# list or dict, in list3
t = [[Dot()]]
for r in t:
    r.append(Square())
for r in t:
    r[0].here

# list or dict, in dict2
t = {}
for i in range(2):
    t[i] = [Dot()]
t[0].append(Square())
t[0][0].here

# list or dict, setdefault
t = {}
for i in range(2):
    t.setdefault(i, []).append(Dot())
t[0].append(Square())
for r in t[0]:
    r.here

# list or dict, while
a = [Dot()]
while self.x:
    m = a.pop()
    m.here
    a.append(Square())

# list or dict, insert
a = [Dot()]
a.insert(0, Square())
a[0].here

# list or dict, setitem
a = [Dot()]
a[0] = Square()
a[0].here

# list or dict, swap
a = [Dot()]
b = [Square()]
a[0], b[0] = b[0], a[0]
a[0].here

# list or dict, slice set
a = [Dot()]
a[0:1] = [Square()]
a[0].here

# list or dict, update
d = {'a': Dot()}
d.update({'a': Square()})
d['a'].here

# list or dict, update kw
d = {'a': Dot()}
d.update(a=Square())
d['a'].here

# list or dict, ior
d = {'a': Dot()}
d |= {'a': Square()}
d['a'].here

# list or dict, spread dict
e = {'a': Square()}
d = {'a': Dot(), **e}
d['a'].here

# list or dict, for target
a = [Dot()]
for a[0] in [Square()]:
    pass
a[0].here

# list or dict, with
a = [Dot()]
self.use(a)
a[0].here

# list or dict, self list
self.a = []
self.a.append(Dot())
self.a.append(Square())
self.a[0].here

# list or dict, self alias
self.g = VGroup(Dot())
g = self.g
g.add(Square())
for m in self.g:
    m.here

# list or dict, self alias2
g = VGroup(Dot())
self.g = g
self.g.add(Square())
for m in g:
    m.here

# list or dict, self alias3
g = VGroup(Dot())
self.g = g
g.add(Square())
for m in self.g:
    m.here

# list or dict, global
global a
a = []
a.append(Dot())
a[0].here

# list or dict, param default
def f(x, a=[]):
    a.append(x)
    return a
f(Dot())
for m in f(Square()):
    m.here

# list or dict, param
def f(a):
    a.append(Square())
    a[0].here
f([Dot()])

# list or dict, param group
def f(a):
    a.add(Square())
    for m in a:
        m.here
f(VGroup(Dot()))

# list or dict, return
g = VGroup(Dot())
def f():
    return g
f().add(Square())
for m in g:
    m.here

# list or dict, return2
g = VGroup(Dot())
def f():
    return g
h = f()
h.add(Square())
for m in g:
    m.here

# list or dict, chain
g = VGroup(Dot())
g.arrange(RIGHT).add(Square())
for m in g:
    m.here

# list or dict, walrus
a = [Dot()]
(b := a).append(Square())
a[0].here

# list or dict, walrus2
a = [Dot()]
if (b := a):
    b.append(Square())
a[0].here

# list or dict, cond
a = [Dot()]
b = [Dot()]
c = a if self.x else b
c.append(Square())
a[0].here

# list or dict, or
a = [Dot()]
c = self.x or a
c.append(Square())
a[0].here

# list or dict, group in group
r = VGroup(Dot())
g = VGroup(r)
r.add(Square())
for x in g:
    for m in x:
        m.here

# list or dict, group in group arr
r = VGroup(Dot())
g = VGroup(r).arrange()
g[0].add(Square())
for x in g:
    for m in x:
        m.here

# list or dict, unpack
g = VGroup(VGroup(Dot()))
[r]=g
r.add(Square())
for x in g:
    for m in x:
        m.here

# list or dict, unpack2
a = [Dot()]
b, c = a, 1
b.append(Square())
a[0].here

# list or dict, zip alias
a = [[Dot()]]
for x, y in zip(a, a):
    x.append(Square())
for x in a:
    x[0].here

# list or dict, map
a = []
list(map(a.append, [Square()]))
a.append(Dot())
a[0].here

# list or dict, bound method
a = []
add = a.append
add(Square())
a.append(Dot())
a[0].here

# list or dict, bound method group
g = VGroup()
add = g.add
add(Square())
g.add(Dot())
for m in g:
    m.here

# list or dict, list.append
a = [Dot()]
list.append(a, Square())
a[0].here

# list or dict, VGroup.add
g = VGroup(Dot())
VGroup.add(g, Square())
for m in g:
    m.here

# list or dict, operator
g = VGroup(Dot())
for h in (g,):
    h.add(Square())
for m in g:
    m.here

# list or dict, with as
class C:
    def __enter__(self):
        return g
    def __exit__(self, *a):
        pass
g = VGroup(Dot())
with C() as h:
    h.add(Square())
for m in g:
    m.here

# list or dict, try
a = []
try:
    a.append(Square())
    raise ValueError
except ValueError:
    pass
a.append(Dot())
a[0].here

# list or dict, match
g = VGroup(Dot())
match g:
    case h:
        h.add(Square())
for m in g:
    m.here

# list or dict, animate add
g = VGroup(Dot())
self.play(g.animate.add(Square()))
for m in g:
    m.here

# list or dict, copy deep
a = [VGroup(Dot())]
b = a.copy()
b[0].add(Square())
for m in a[0]:
    m.here

# list or dict, slice deep
a = [VGroup(Dot())]
b = a[:]
b[0].add(Square())
for m in a[0]:
    m.here

# list or dict, list deep
a = [VGroup(Dot())]
b = list(a)
b[0].add(Square())
for m in a[0]:
    m.here

# list or dict, save
g = VGroup(Dot())
self.things = {'g': g}
self.things['g'].add(Square())
for m in g:
    m.here

# list or dict, break
a = []
for i in range(3):
    a.append(Square())
    break
a.append(Dot())
a[0].here

# list or dict, continue
a = []
for i in range(3):
    if i:
        a.append(Square())
        continue
    a.append(Dot())
a[0].here

# list or dict, two loops
a = []
for i in range(2):
    for j in range(2):
        if a:
            a[0].here
        a.append(Dot())
    a.append(Square())

# list or dict, generator
def f(a):
    yield 1
    a.append(Square())
a = [Dot()]
list(f(a))
a[0].here

# list or dict, async
a = [Dot()]
async def f():
    a.append(Square())
a[0].here

# updater of two kinds
def f(m):
    m.here()
Dot().add_updater(f)
Square().add_updater(f)

# updater that is called, too
def f(m):
    m.here()
Dot().add_updater(f)
f(self.x)

# updater of nobody knows what
def f(m):
    m.here()
Dot().add_updater(f)
self.x.add_updater(f)

# updater that is given elsewhere
def f(m):
    m.here()
Dot().add_updater(f)
self.use(f)

# lambda for two kinds
for m in (Dot(), Square()):
    m.add_updater(lambda each: each.here())

# name after a turn that is left
c = Dot()
for i in range(3):
    c.here
    if i:
        c = Square()
        continue

# name after a loop that is left
c = Dot()
while self.x:
    if self.y:
        c = Square()
        break
c.here
"""
)
"""Where what is in something changes under another name, in another place, or to another kind."""


@pytest.mark.parametrize("case", KNOWN)
def test_what_is_put_into_something_is_known(case: str, index: ApiIndex) -> None:
    expected = case.rpartition(": ")[2]
    assert short(owners(in_scene(KNOWN[case]), index)["here"]) == expected


@pytest.mark.parametrize("case", CHANGED)
def test_what_may_have_changed_is_unknown(case: str, index: ApiIndex) -> None:
    assert owners(in_scene(CHANGED[case]), index)["here"] == UNKNOWN
