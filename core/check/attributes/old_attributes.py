"""What methods and attributes were called in ManimGL and earlier Manims, or are called in other libraries.

By the short name of the class, then by what is written now, the words that are written instead of it.
`RENAMED` mean the very same with the same arguments, and the keys of `SENTENCES` say what cannot be said in
one word; like_attributes.py has what is only near to it. What is written now can be a name, something that
needs no more, such as "get_corner(UL)", or have ellipses, where the arguments go.
"""

from __future__ import annotations

from collections.abc import Mapping

_SIDES = {"U": ("top", "upper", "up"), "D": ("bottom", "lower", "down"), "L": ("left",), "R": ("right",)}
_CORNERS = {
    f"get_corner({vertical}{horizontal})": " ".join(
        form.format(f"{one}_{other}")
        for one in _SIDES[vertical]
        for other in _SIDES[horizontal]
        for form in ("get_{}", "get_{}_corner", "get_{}_point", "get_corner_{}", "{}", "{}_corner")
    )
    for vertical in "UD"
    for horizontal in "LR"
}

RENAMED: Mapping[str, Mapping[str, str]] = {
    "Mobject": _CORNERS
    | {
        "get_top()": "top get_top_edge get_top_center get_top_point get_upper_edge",
        "get_bottom()": "bottom get_bottom_edge get_bottom_center get_bottom_point get_lower_edge",
        "get_left()": "left get_left_edge get_left_center get_left_point get_left_side",
        "get_right()": "right get_right_edge get_right_center get_right_point get_right_side",
        "get_x()": "x x_pos pos_x",
        "get_y()": "y y_pos pos_y",
        "get_z()": "z z_pos pos_z",
        "get_center()": "position pos location center_point get_position get_pos get_location "
        "get_center_point",
        "center": "to_center move_to_center to_middle center_on_screen to_origin move_to_origin",
        "move_to": "set_position set_pos set_location go_to goto place_at",
        "shift": "translate move_by shift_by",
        "next_to": "place_next_to put_next_to move_next_to",
        "to_edge": "move_to_edge",
        "to_corner": "move_to_corner",
        "to_edge(UP)": "to_top to_top_edge move_to_top",
        "to_edge(DOWN)": "to_bottom to_bottom_edge move_to_bottom",
        "to_edge(LEFT)": "to_left to_left_edge",
        "to_edge(RIGHT)": "to_right to_right_edge",
        "scale": "scale_in_place scale_by",
        "scale(…, about_point=…)": "scale_about_point",
        "rotate": "rotate_in_place rotate_by",
        "rotate(…, about_point=…)": "rotate_about_point rotate_around_point",
        "scale_to_fit_width": "scale_to_width fit_to_width fit_width rescale_to_fit_width",
        "scale_to_fit_height": "scale_to_height fit_to_height fit_height rescale_to_fit_height",
        "stretch": "stretch_in_place",
        "copy": "clone duplicate get_copy make_copy",
        "get_start()": "start_point get_start_point get_starting_point",
        "get_end()": "end_point get_end_point get_ending_point",
        "get_critical_point": "get_bounding_box_point",
        "set_color_by_gradient": "set_color_gradient set_gradient_color set_colors_by_gradient",
        "submobjects": "children submobs sub_mobjects",
        "arrange(RIGHT)": "arrange_horizontally arrange_in_row arrange_horizontal",
        "arrange(DOWN)": "arrange_vertically arrange_in_column arrange_vertical",
        "set_z_index": "set_zindex set_z_order",
        "add_updater": "add_update_function add_update attach_updater",
        "clear_updaters": "remove_updaters remove_all_updaters clear_updater clear_all_updaters",
        "suspend_updating": "stop_updating pause_updating",
        "put_start_and_end_on": "put_start_and_end_at set_start_and_end",
        "restore": "restore_state load_state",
        "add": "append add_mobject add_mobjects add_object add_submobject",
    },
    "VMobject": {
        "set_background_stroke": "set_backstroke",
        "point_from_proportion": "pfp quick_point_from_proportion point_at_proportion "
        "get_point_from_proportion get_point_at_proportion",
        "get_fill_opacity()": "opacity get_opacity",
        "set_fill(opacity=…)": "set_fill_opacity",
        "set_stroke(opacity=…)": "set_stroke_opacity",
        "set_stroke(width=…)": "set_line_width set_linewidth set_thickness set_border_width",
        "get_arc_length()": "get_path_length get_curve_length arc_length",
    },
    "TipableVMobject": {"get_end()": "get_tip_point get_tip_position tip_point", "get_start()": "start"},
    "Line": {
        "get_length()": "length get_magnitude magnitude get_norm",
        "get_angle()": "angle",
        "get_slope()": "slope",
        "get_vector()": "vector",
        "get_unit_vector()": "get_unit_direction get_direction_vector unit_vector",
        "get_midpoint()": "get_middle_point get_mid_point midpoint",
    },
    "Circle": {"point_at_angle": "get_point_at_angle get_point_from_angle", "width": "diameter get_diameter"},
    "Square": {"side_length": "side side_len"},
    "Polygram": {"get_vertices()": "vertices get_vertexes get_corners corners"},
    "ValueTracker": {
        "get_value()": "number value val current_value get_val get_number get_current_value",
        "set_value": "set_val set_number",
        "increment_value": "increment increment_by increase_value add_value",
    },
    "DecimalNumber": {
        "get_value()": "value val get_val get_current_value",
        "set_value": "set_number set_val update_value change_value",
        "increment_value": "increment increment_by",
    },
    "Variable": {"tracker.set_value": "set_value set_tracker_value"},
    "Text": {"text": "string content get_string"},
    "SingleStringMathTex": {"get_tex_string()": "get_tex text string get_string"},
    "MathTex": {
        "set_color_by_tex": "set_color_by_text",
        "get_part_by_tex": "get_part_by_text get_part_by_string",
    },
    "CoordinateSystem": {
        "plot": "get_graph get_function_graph plot_function",
        "plot_parametric_curve": "get_parametric_curve plot_parametric_function plot_parametric",
        "plot_implicit_curve": "get_implicit_curve plot_implicit_function plot_implicit",
        "plot_polar_graph": "get_polar_graph plot_polar plot_polar_curve",
        "plot_derivative_graph": "get_derivative_graph plot_derivative",
        "plot_antiderivative_graph": "get_antiderivative_graph plot_antiderivative",
        "get_area": "get_area_under_graph get_area_under_curve",
        "get_riemann_rectangles": "get_riemann_sum get_riemann_sums get_riemann_sum_rectangles",
        "get_vertical_line": "get_v_line",
        "get_horizontal_line": "get_h_line",
        "get_x_axis_label": "get_x_axis_labels get_x_label get_x_labels",
        "get_y_axis_label": "get_y_axis_labels get_y_label get_y_labels",
        "get_axis_labels": "get_axes_labels get_axes_label get_axis_label",
        "add_coordinates": "add_coordinate_labels add_coords",
        "coords_to_point": "coord_to_point coordinates_to_point coords2point",
        "point_to_coords": "point_to_coord point_to_coordinates point2coords",
        "get_origin()": "origin",
        "x_range[0]": "x_min",
        "x_range[1]": "x_max",
        "y_range[0]": "y_min",
        "y_range[1]": "y_max",
    },
    "Axes": {"plot_line_graph": "get_line_graph plot_line plot_points"},
    "NumberPlane": {"background_lines": "lines grid_lines grid get_lines get_grid_lines"},
    "NumberLine": {
        "number_to_point": "num_to_point number2point number_to_coords value_to_point",
        "add_numbers": "add_number_mobjects",
        "add_ticks": "add_tick_marks",
    },
    "Code": {
        "get_styles_list()": "styles_list",
        "background": "background_mobject",
        "code_lines": "lines get_lines",
    },
    "BarChart": {
        "change_bar_values": "set_values set_bar_values change_values update_values update_bar_values"
    },
    "Matrix": {"get_rows()[…]": "get_row", "get_columns()[…]": "get_column get_col"},
    "Brace": {"get_tip()": "get_tip_point tip"},
    "GenericGraph": {"vertices": "nodes get_nodes"},
    "Animation": {"set_run_time": "set_duration set_runtime", "run_time": "duration get_duration"},
    "Scene": {
        "add": "add_mobject add_mobjects",
        "remove": "remove_mobject remove_mobjects",
        "clear": "remove_all remove_all_mobjects clear_screen clear_scene clear_all clear_mobjects",
        "wait": "sleep delay",
        "play": "play_animation play_animations",
        "mobjects": "get_mobjects",
        "add_subcaption": "add_subtitle add_caption",
    },
    "MovingCameraScene": {"camera.frame": "camera_frame frame"},
    "ThreeDScene": {
        "set_camera_orientation": "set_camera_position set_camera_angle set_camera_view set_camera_orient",
        "begin_ambient_camera_rotation": "start_ambient_camera_rotation begin_ambient_rotation "
        "start_ambient_rotation begin_camera_rotation",
        "stop_ambient_camera_rotation": "end_ambient_camera_rotation stop_ambient_rotation "
        "stop_camera_rotation",
        "add_fixed_in_frame_mobjects": "add_fixed_in_frame add_fixed_in_frame_mobject fix_in_frame "
        "add_fixed_mobjects",
        "add_fixed_orientation_mobjects": "add_fixed_orientation add_fixed_orientation_mobject",
    },
}

_GL_CAMERA = (
    "set_euler_angles reorient set_theta set_phi set_gamma increment_theta increment_phi increment_gamma"
)

SENTENCES: Mapping[str, Mapping[str, str]] = {
    "Mobject": {
        "Derive from ThreeDScene and write self.set_camera_orientation(phi=…, theta=…).": _GL_CAMERA,
    },
    "Text": {
        "A text has its letters in their order, without the spaces: take a slice of it, such as text[0:5].": (
            "get_part_by_text get_parts_by_text get_part_by_string select_part select_parts get_substring "
            "get_word"
        ),
    },
    "CoordinateSystem": {
        "Write TangentLine(graph, alpha=…, length=…), with 0 to 1 along the graph as alpha.": (
            "get_tangent_line get_tangent plot_tangent get_tangent_line_at"
        ),
        "Write VGroup(*[Dot(axes.c2p(x, y)) for x, y in points]).": (
            "scatter plot_scatter get_scatter_plot scatter_plot add_points"
        ),
    },
    "Scene": {
        "That is ManimGL's or a plugin's: take the line out, or use wait and next_section.": (
            "next_slide start_loop end_loop wait_for_input set_floor_plane checkpoint_paste save_state"
        ),
        "Voices are a plugin's: take the block out of its with, or write self.add_subcaption(…).": (
            "voiceover set_speech_service"
        ),
    },
    "ThreeDScene": {
        "Write self.move_camera(phi=…, theta=…, zoom=…).": "frame camera_frame",
    },
    "ThreeDCamera": {
        "Write self.move_camera(phi=…, theta=…, zoom=…).": (
            "frame animate scale shift move_to set_width set_height zoom_in reorient set_euler_angles"
        ),
    },
}

MANIMGL_CAMERA = frozenset(_GL_CAMERA.split())
"""What turns ManimGL's camera in space."""
