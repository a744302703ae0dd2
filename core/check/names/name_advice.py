"""What to write in the place of a name that does not exist."""

from __future__ import annotations

import ast

from core.api_index import ApiIndex, NameKind
from core.check.attributes.meant import alike
from core.check.lines import Lines
from core.check.mending.places import edit
from core.check.names.advice import Advice
from core.check.names.color_names import nearest_color
from core.check.names.directions import direction
from core.check.names.evaluation import Missing
from core.check.names.insertions import insert_import
from core.check.names.invented_names import HINTS, LIKE, OTHER_LANGUAGES, TEXTS, WORDS
from core.check.names.lookups import Lookups
from core.check.names.mobject_words import is_mobject
from core.check.names.name_sources import imported_manim, module_import, source_of
from core.check.names.old_calls import rewritten
from core.check.names.old_names import CALLS, SAME
from core.check.names.own_names import Surroundings
from core.check.names.stand_ins import is_for_tex, stand_in, takes, with_self
from core.check.names.tex_braces import is_in_tex
from core.check.nearest import nearest
from core.model import Edit, Fix

GUESSES = 30
"""For how many names the nearest is looked for; it takes some milliseconds each."""


class Adviser:
    """Knows what a script can see, and what Manim has."""

    def __init__(
        self, tree: ast.Module, lines: Lines, index: ApiIndex, found: Lookups, given: frozenset[str]
    ) -> None:
        self._tree = tree
        self._lines = lines
        self._index = index
        self._given = given
        self._own = Surroundings(tree, found.scopes, index)
        self._guesses: dict[tuple[str, bool], str | None] = {}

    def advise(self, item: Missing) -> Advice:
        """The best that can be said about a missing name."""
        name = item.node.id
        return (
            self._early(item)
            or self._for_tex(item)
            or self._without_self(item)
            or self._old(item)
            or self._of_self(item)
            or self._not_imported(item)
            or self._spelling(item)
            or self._color(item)
            or self._elsewhere(item)
            or self._near(item)
            or Advice(f"There is no {name} here. Give it a value before this line, or correct the name.")
        )

    def _early(self, item: Missing) -> Advice | None:
        if item.later is None:
            return None
        name = item.node.id
        outer = self._own.outer(item)
        if outer:
            place = self._own.first_line(item.scope)
            fix = None
            if place is not None:
                made = Edit(place[0], place[1], place[0], place[1], f"{outer} {name}\n{' ' * (place[1] - 1)}")
                fix = Fix(f"Write {outer} {name}", (made,), certain=item.later == item.node.lineno)
            sentence = f"This function gives {name} a value, so the {name} from outside is not seen in it. "
            return Advice(f"{sentence}Write {outer} {name} as its first line.", fix, once=True)
        if item.later > item.node.lineno:
            return Advice(
                f"{name} is used here before line {item.later} gives it a value. Move that line up."
            )
        return Advice(f"{name} is used here before it has a value. Give it one first.")

    def _for_tex(self, item: Missing) -> Advice | None:
        r"""`f"\\frac{a}{b}"`: Python takes the braces that are TeX's."""
        name = item.node.id
        if not is_in_tex(item.node, self._tree):
            return None
        return Advice(
            f"In an f-string, Python fills in {{{name}}} itself, and there is no {name} here. "
            f"Write TeX's own braces twice: {{{{{name}}}}}."
        )

    def _without_self(self, item: Missing) -> Advice | None:
        """A method that uses `self` and lacks it."""
        method = self._own.method_without_self(item) if item.node.id == "self" else None
        fix = with_self(method, self._lines) if method else None
        if method is None or fix is None:
            return None
        sentence = f"{method.name} is a method and has no self. Write self as its first parameter."
        return Advice(sentence, fix, once=True)

    # Names that the tables know.

    def _old(self, item: Missing) -> Advice | None:
        name, call = item.node.id, self._own.call(item.node)
        sentence = f"Manim has no {name}."
        toward = direction(item.node, self._tree)
        if toward:
            return self._written(item, toward, f"{sentence} Write {toward}.", certain=True)
        if name in CALLS and self._has(CALLS[name].name):
            old = CALLS[name]
            form = rewritten(call, old, self._lines) if call else None
            shown = [*([""] if old.places else []), *(form.arguments if form else old.added)]
            sentence += f" Write {old.name}({', '.join(shown)}).".replace("(, ", "(..., ")
            if form is None or call is None:
                return self._written(item, old.name, sentence, certain=False)
            certain = old.certain and self._takes(call, old.name, frozenset(old.keywords))
            return Advice(sentence, Fix(f"Write {old.name}", form.edits, certain))
        if name in SAME and self._has(SAME[name]):
            certain = call is None or self._takes(call, SAME[name])
            return self._written(item, SAME[name], f"{sentence} Write {SAME[name]}.", certain)
        if name in TEXTS:
            made = stand_in(name, call, self._lines, self._index) if call else None
            if made is None:
                return Advice(f"{sentence} Write for example {TEXTS[name]}.")
            return Advice(f"{sentence} {made.title}.", made)
        if name in WORDS and self._has("ORIGIN"):
            return self._written(item, WORDS[name], f"{sentence} Write {WORDS[name]}.", certain=True)
        if name in OTHER_LANGUAGES:
            new = OTHER_LANGUAGES[name]
            return self._written(item, new, f"Python writes {new} for {name}.", certain=True)
        if name in LIKE and self._has(LIKE[name]):
            new, certain = LIKE[name], False
            if name == "TextMobject":
                new = "Tex" if is_for_tex(call) else "Text"
                certain = call is not None and self._takes(call, new)
            hint = HINTS.get(name, "")
            return self._written(item, new, f"{sentence} Write {new}. {hint}".strip(), certain)
        if name in HINTS:
            return Advice(f"{sentence} {HINTS[name]}")
        return None

    # Names that are there in another way.

    def _of_self(self, item: Missing) -> Advice | None:
        name = item.node.id
        if not self._own.has_self(item, name):
            return None
        is_method = self._own.is_method(item, name)
        certain = item.called if is_method else self._own.is_kept(item, name)
        return self._written(
            item, f"self.{name}", f"{name} needs self before it. Write self.{name}.", certain
        )

    def _not_imported(self, item: Missing) -> Advice | None:
        name = item.node.id
        if self._has(name):
            return self._from_manim(item)
        line = module_import(name) if self._own.is_read_from(item.node) else None
        if line:
            sentence = f"{name} is not imported here. Write {line} at the top."
            return Advice(sentence, Fix(f"Write {line}", (insert_import(self._tree, line),), True), once=True)
        source = source_of(name, item.called, self._there(item), self._index)
        if source is None or is_mobject(self._own.call(item.node), self._tree, self._index):
            return None
        edits = (insert_import(self._tree, source.imported),) if source.imported else ()
        if source.text == name:
            sentence = f"{source.sentence} Write {source.imported} at the top."
            return Advice(sentence, Fix(f"Write {source.imported}", edits, source.certain), once=True)
        edits = (*edits, edit(self._lines, item.node, source.text))
        return Advice(f"{source.sentence} Write {source.text}.", Fix(f"Write {source.text}", edits, True))

    def _from_manim(self, item: Missing) -> Advice:
        name, how = item.node.id, imported_manim(self._tree)
        if isinstance(how, ast.alias):
            module = how.asname or how.name
            return self._written(item, f"{module}.{name}", f"{name} is Manim's. Write {module}.{name}.", True)
        if how is not None:
            last = how.names[-1]
            line, column = last.end_lineno or last.lineno, last.end_col_offset or 0
            place = (line, self._lines.character(line, column))
            fix = Fix(f"Import {name}", (Edit(*place, *place, f", {name}"),), True)
            return Advice(
                f"{name} is not imported here. Write it into the import from manim.", fix, once=True
            )
        line_text = f"from manim import {name}"
        fix = Fix(f"Write {line_text}", (insert_import(self._tree, line_text),), True)
        return Advice(f"{name} is not imported here. Write {line_text} at the top.", fix, once=True)

    # Names that look like others.

    def _spelling(self, item: Missing) -> Advice | None:
        """The same letters, but not the same capitals and underscores."""
        name = item.node.id
        for known in (self._own.names(item), frozenset(self._given & self._index.star.keys())):
            found = alike(name, known)
            if found is None or not found.same:
                continue
            if found.text in self._index.star and found.text in self._given:
                constant = self._index.star[found.text].kind is NameKind.VALUE
                # An unknown "circle" is rather a mobject that was never made than the class.
                if not item.called and not constant and name.islower():
                    continue
                certain = item.called != constant and (constant is False or name == "pi")
            else:
                certain = False
            return self._written(item, found.text, f"There is no {name} here. Write {found.text}.", certain)
        return None

    def _color(self, item: Missing) -> Advice | None:
        found = nearest_color(item.node.id, self._given & self._index.star.keys())
        if found is None:
            return None
        constant, same = found
        sentence = f"Manim has no color {item.node.id}. "
        nearby = f"Write {constant}." if same else f"{constant} comes nearest."
        # A color of the script's own may be meant where one of this name is given a value somewhere.
        certain = same or not (item.called or self._own.elsewhere(item))
        return self._written(item, constant, sentence + nearby, certain)

    def _elsewhere(self, item: Missing) -> Advice | None:
        place = self._own.elsewhere(item)
        if place is None:
            return None
        function, line = place
        name = item.node.id
        keep = (
            f"Keep it as self.{name} there to use it here."
            if self._own.self_class(item)
            else ("Hand it over as an argument to use it here.")
        )
        return Advice(f"{name} is known only inside {function}, from line {line}. {keep}")

    def _near(self, item: Missing) -> Advice | None:
        name = item.node.id
        key = (name, item.called)
        if key not in self._guesses:
            if len(self._guesses) >= GUESSES:
                return None
            manim = self._given & self._index.star.keys()
            own = nearest(name, self._own.names(item))
            self._guesses[key] = own or nearest(name, (word for word in manim if self._fits(word, item)))
        other = self._guesses[key]
        if other is None:
            return None
        return self._written(item, other, f"There is no {name} here. Perhaps {other} is meant.", False)

    def _fits(self, word: str, item: Missing) -> bool:
        """Whether a name of Manim's can stand there: no constant is called, and no variable is a class."""
        if item.called:
            return self._index.star[word].kind in (NameKind.CLASS, NameKind.FUNCTION)
        return not item.node.id.islower() or word.islower()

    # What is where.

    def _has(self, text: str) -> bool:
        return text.partition(".")[0] in self._index.star

    def _there(self, item: Missing) -> frozenset[str]:
        return self._given | self._own.names(item)

    def _takes(self, call: ast.Call, name: str, also: frozenset[str] = frozenset()) -> bool:
        return takes(call, name, self._index, also)

    def _written(self, item: Missing, text: str, sentence: str, certain: bool) -> Advice:
        return Advice(sentence, Fix(f"Write {text}", (edit(self._lines, item.node, text),), certain))
