"""What is meant by keywords that other versions of Manim, other libraries or other languages have."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """A keyword that is meant; `certain` says that its value means the same.

    `only` are the classes or functions that it is true for, if not for all; `numbers`: for numbers alone.
    """

    keyword: str
    certain: bool = False
    only: frozenset[str] = frozenset()
    numbers: bool = False


def meanings(word: str, titles: Set[str]) -> Iterator[Meaning]:
    """What a keyword may mean, best first, in a function or class with these names and those of its bases."""
    for meaning in _MEANINGS.get(word, ()):
        if not meaning.only or meaning.only & titles:
            yield meaning


def _read(text: str) -> dict[str, tuple[Meaning, ...]]:
    found: dict[str, tuple[Meaning, ...]] = {}
    for line in filter(None, text.splitlines()):
        words, _, meant = line.partition(" = ")
        for word in words.split():
            found[word] = found.get(word, ()) + tuple(map(_meaning, meant.split()))
    return found


def _meaning(text: str) -> Meaning:
    only, _, keyword = text.rpartition(":")
    return Meaning(
        keyword.rstrip("!#"), "!" in keyword, frozenset(only.split(",")) - {""}, numbers="#" in keyword
    )


# Words, and what they mean: `!` where the value means the same, `#` for numbers, `A,B:` only in A and B.
# The first that the callee takes is the one; a keyword that it takes is never looked up.
_MEANINGS = _read(
    """
opacity alpha = Line,ParametricFunction,ArcBetweenPoints:stroke_opacity! fill_opacity! opacity!
fill_alpha = fill_opacity!
stroke_alpha = stroke_opacity!
fill_opacity = set_fill,set_opacity,set_background_rectangle,add_background_rectangle:opacity!
stroke_opacity = set_stroke,set_opacity:opacity!
stroke_width = set_stroke,set_background_stroke:width! Line3D,Arrow3D:thickness
stroke_color = set_stroke,set_background_stroke:color! color
fill_color = set_fill,set_color:color! color
filled fill = fill_opacity# fill_color
colour col c = color!
text_color font_color fontcolor label_color flash_color fg foreground = color!
shape_color main_color mobject_color = color!
background_color bg_color bg background back_color box_color = Polygram,Arc,SurroundingRectangle:fill_color
border_color outline_color edge_color line_color outline border contour_color = stroke_color
border_width outline_width line_width linewidth lw = Flash:line_stroke_width! stroke_width! width!
line_thickness stroke_thickness = stroke_width! line_stroke_width! width!
thickness stroke_weight strokewidth pen_width = stroke_width! line_stroke_width! width!
weight line_weight = stroke_width width
stroke = stroke_width# stroke_color
color = fill_color stroke_color point_color
width = NumberLine:length! x_length! side_length! Circle:radius Cone,Cylinder:radius
width = Line,Arc,ParametricFunction,CubicBezier,DashedVMobject:stroke_width!
height = y_length! side_length! Circle:radius
length = x_length! side_length! Rectangle:width
depth = z_length! Cube:side_length!
x_size x_width x_axis_length axis_width x_len width_x = x_length!
y_size y_height y_axis_length axis_height y_len height_y = y_length!
z_size z_height z_axis_length z_len = z_length!
size = font_size! side_length! edge_length! Circle,Dot3D,Sphere:radius RightAngle:length Angle:radius
size = Arrow:stroke_width dimensions
text_size fontsize font_height font_scale label_size = font_size!
side side_len edge edge_size edge_len side_size = side_length! edge_length!
side_length = edge_length! radius Rectangle:width
edge_length = side_length! radius
sides n_sides num_sides nsides side_count number_of_sides = n! num_vertices!
vertices num_vertices n_vertices vertex_count corners = n#!
num_points points n_points number_of_points spikes n_spikes arms tips = Star:n#!
r rad circle_radius dot_radius = radius! base_radius! outer_radius!
radius = Cone:base_radius! Torus:major_radius! Star,Annulus,AnnularSector:outer_radius! Flash:flash_radius!
radius = RoundedRectangle,SurroundingRectangle:corner_radius side_length
diameter = radius
outer_radius = Sector,Circle,RegularPolygon:radius! Torus:major_radius
inner_radius tube_radius = Torus:minor_radius minor_radius
ring_radius R = major_radius!
bottom_radius = base_radius!
rounding round_radius border_radius corner rounded_corners = corner_radius#!
center centre position pos location = Dot:point! arc_center! about_point! point_or_mobject! center!
point = arc_center! about_point! focus_point! mobject_or_point! point_or_mobject!
pivot around about origin about_center center_point rotation_center axis_point = about_point!
at coords coordinates coordinate coord xy = Dot:point! Circle:arc_center!
start_point start_pos start_position begin origin from_point point_a p1 = start! start_point!
end_point end_pos end_position stop finish to_point point_b p2 = end! end_point!
start = start_point! Arc:start_angle! ValueTracker:value!
end = end_point! direction!
initial initial_value start_value init val number = value! number!
value = number!
start_angle = angle
arc_angle sweep sweep_angle = angle! path_arc!
theta degrees radians rotation rotation_angle phi = angle!
arc curvature bend path_angle = path_arc! angle
vector vec = direction! vector!
tip_size tip_scale tip_len head_size head_length arrow_size arrow_length arrowhead_size = tip_length!
dash_ratio dashratio = dashed_ratio!
dash_len dash_size dashed_length dash segment_length = dash_length!
num_dash n_dashes dashes dash_count = num_dashes!
spacing = Text,MarkupText:line_spacing!
padding buffer margin spacing gap pad buf space separation sep = buff!
distance offset = buff
h_spacing horizontal_buff horizontal_spacing col_spacing col_buff column_spacing = h_buff!
v_spacing vertical_buff vertical_spacing row_spacing row_buff = v_buff!
buff = h_buff
dir side = direction! edge!
direction = edge! FadeIn,FadeOut:shift! axis vector
move from_direction shift_direction = FadeIn,FadeOut:shift
align alignment aligned align_edge edge = aligned_edge
justify justification text_align align = alignment
columns n_columns num_columns n_cols num_cols ncols = cols!
n_rows num_rows nrows = rows!
factor scale scale_by amount ratio scaling = scale_factor!
scale_factor scale_from = scale!
to of next_to target mobject mob other = mobject_or_point! point_or_mobject!
duration time runtime run_duration anim_time anim_duration = run_time! duration!
animation_time animation_duration = run_time! duration!
seconds secs dur wait_time play_time time_length = run_time! duration! max_time!
run_time = duration! max_time!
speed = Rotating:rate rate
rate_function ratefunc rate easing ease easing_function ease_func easing_func interpolation = rate_func!
lagratio lagged_ratio lagged lag stagger = lag_ratio!
delay lag_time stagger_time delay_ratio interval time_between = lag_ratio
target final end_mobject to_mobject = target_mobject! target!
source start_mobject from_mobject mob vmobject shape obj = mobject! vmobject!
mobject = vmobject! obj!
curve trajectory route = path! graph!
from_position start_position = target_position
rays n_rays num_rays lines n_lines = num_lines!
wiggles num_wiggles = n_wiggles!
loops cycles = n_cycles!
range limits interval domain = x_range! t_range!
xrange x_lim xlim x_limits x_bounds x_domain x_interval x_values = x_range! t_range!
yrange y_lim ylim y_limits y_bounds = y_range!
zrange z_lim zlim z_limits = z_range!
trange t_limits t_domain t_bounds t_interval = t_range! x_range!
x_range = t_range!
t_range = x_range!
u_domain u_limits = u_range!
v_domain v_limits = v_range!
axes_config number_line_config axis_style = axis_config!
x_config = x_axis_config!
y_config = y_axis_config!
include_tip include_tips tip show_tips has_tips arrows arrow_tips = tips! include_tip!
tips = include_tip!
numbers show_numbers add_numbers with_numbers show_labels include_labels = include_numbers!
ticks show_ticks = include_ticks!
n_rects num_rects n_rectangles num_rectangles number_of_rects rects n subdivisions = dx
width_of_rects rect_width = dx!
function fn f = func! function!
func = function!
graph plot = graph! function
labels names bar_labels = bar_names!
colors = bar_colors!
x_label xlabel x_axis_label x_text = x_label
y_label ylabel y_axis_label y_text = y_label
res = resolution!
string content msg message txt text_string = text!
text label tex = label! text!
font_family font_name fontname family typeface font_face = font!
font_weight boldness bold = weight
font_style italic style = slant
line_height line_space lsh leading linespacing = line_spacing
t2c tex_color_map tex_to_color color_map text2color = tex_to_color_map! t2c!
tex_to_color_map = t2c!
isolate substrings_to_isolate_ = substrings_to_isolate!
template = tex_template!
decimals decimal_places num_decimals precision places n_decimals = num_decimal_places!
num_decimal_points decimal digits = num_decimal_places!
suffix units = unit!
show_sign sign with_sign = include_sign!
code source text string code_text source_code content = code_string!
file_name filename file path file_path image image_path = code_file! file_name! filename_or_array!
lang = language!
theme style code_style = formatter_style!
insert_line_no line_numbers show_line_numbers line_no linenos = add_line_numbers!
line_no_from first_line = line_numbers_from!
rate speed omega angular_velocity = rate!
"""
)
