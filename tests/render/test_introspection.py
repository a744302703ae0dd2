"""The index of the installed Manim against Manim itself."""

from __future__ import annotations

import warnings

import pytest

from core.api_index import ApiIndex, Class

with warnings.catch_warnings():  # a package that Manim imports uses an old module
    warnings.simplefilter("ignore")
    import manim

    from core.render.introspection.describing import describe

INVENTED = "no_such_keyword"


@pytest.fixture(scope="module")
def index() -> ApiIndex:
    return describe()


def shape(index: ApiIndex, name: str) -> Class:
    return index.by_name[name]


def method(index: ApiIndex, owner: str, name: str) -> frozenset[str] | None:
    found = next(entry for entry in index.lineage(shape(index, owner).key) if name in entry.methods)
    return found.methods[name].keywords


def test_it_round_trips(index: ApiIndex) -> None:
    assert ApiIndex.from_json(index.to_json()) == index


def test_it_has_what_a_star_import_gives(index: ApiIndex) -> None:
    names: dict[str, object] = {}
    exec("from manim import *", names)
    assert index.star.keys() == names.keys() - {"__builtins__"}
    assert index.manim == manim.__version__


@pytest.mark.parametrize(
    ("name", "takes"),
    [
        ("Circle", {"radius", "color", "fill_opacity", "stroke_width", "arc_center", "z_index"}),
        ("Dot", {"point", "radius", "color"}),
        ("Axes", {"x_range", "tips", "axis_config"}),
        ("MathTex", {"font_size", "tex_template", "color"}),
        ("FadeIn", {"shift", "scale", "run_time", "rate_func"}),
        ("Write", {"run_time", "lag_ratio", "reverse"}),
    ],
)
def test_keywords_are_followed_to_where_they_are_taken(index: ApiIndex, name: str, takes: set[str]) -> None:
    keywords = shape(index, name).constructor.keywords
    assert keywords is not None
    assert takes <= keywords
    assert INVENTED not in keywords


def test_what_takes_all_keywords_and_looks_at_none_drops_them(index: ApiIndex) -> None:
    methods = {
        name: function
        for entry in index.classes.values()
        for name, function in entry.methods.items()
        if entry.name in ("Mobject", "Scene", "ThreeDScene") and function.drops
    }
    assert {"rotate", "arrange_in_grid", "set_camera_orientation"} <= methods.keys()
    assert not methods.keys() & {"play", "move_camera", "arrange", "set", "next_to"}


def test_what_a_class_gives_itself_is_taken(index: ApiIndex) -> None:
    sector = shape(index, "Sector").constructor
    assert "outer_radius" in sector.taken
    assert "outer_radius" not in (sector.keywords or ())


def test_methods_know_their_keywords(index: ApiIndex) -> None:
    assert method(index, "Scene", "play") is None
    assert "x_range" in (method(index, "Axes", "plot") or ())
    assert method(index, "Circle", "shift") == frozenset()
    assert "about_point" in (method(index, "Square", "rotate") or ())


def test_a_scene_has_its_camera(index: ApiIndex) -> None:
    cameras = {name: shape(index, name).camera for name in ("Scene", "MovingCameraScene", "ThreeDScene")}
    assert cameras == {
        "Scene": "manim.camera.camera.Camera",
        "MovingCameraScene": "manim.camera.moving_camera.MovingCamera",
        "ThreeDScene": "manim.camera.three_d_camera.ThreeDCamera",
    }


ARGUMENTS = {
    **dict.fromkeys(("Circle", "Dot", "Square", "Rectangle", "Line", "Arrow", "Arc", "Star", "Axes"), ()),
    **dict.fromkeys(("NumberLine", "NumberPlane", "VGroup", "Group", "Triangle", "Ellipse", "Sector"), ()),
    **dict.fromkeys(("Annulus", "Sphere", "Cube", "Cone", "Mobject", "VMobject", "DashedLine"), ()),
    **{name: (manim.Circle(),) for name in ("Create", "FadeIn", "FadeOut", "Indicate", "Rotate")},
    **{name: (manim.Circle(),) for name in ("SurroundingRectangle", "DashedVMobject", "GrowFromCenter")},
    "ValueTracker": (1,),
    "Polygon": (manim.LEFT, manim.RIGHT, manim.UP),
    "Transform": (manim.Circle(), manim.Square()),
    "AnimationGroup": (manim.Create(manim.Circle()),),
}


@pytest.mark.parametrize("name", ARGUMENTS)
def test_manim_refuses_what_the_index_does_not_have(index: ApiIndex, name: str) -> None:
    assert shape(index, name).constructor.keywords is not None
    kind, arguments = getattr(manim, name), ARGUMENTS[name]
    kind(*arguments)
    with pytest.raises(TypeError, match=f"unexpected keyword argument '{INVENTED}'"):
        kind(*arguments, **{INVENTED: 1})


@pytest.mark.parametrize(
    "name", ["Circle", "Axes", "VGroup", "Scene", "ThreeDScene", "Create", "ValueTracker"]
)
def test_objects_have_nothing_that_the_index_lacks(index: ApiIndex, name: str) -> None:
    arguments = ARGUMENTS.get(name, ())
    made = getattr(manim, name)(*arguments)
    known: set[str] = set()
    for entry in index.lineage(shape(index, name).key):
        known |= entry.methods.keys() | entry.properties.keys() | entry.fields.keys()
    assert {item for item in dir(made) if not item.startswith("_")} - index.assigned <= known
