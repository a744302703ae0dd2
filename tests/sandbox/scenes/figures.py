"""Scenes of plane figures: graphs, tables, charts, what moves by itself, what the camera shows."""

from __future__ import annotations

from tests.sandbox.scenes.lesson import lesson

FIGURES = {
    "graph of a function": lesson(
        """
        axes = Axes(
            x_range=[0, 3, 1], y_range=[0, 9, 3], x_length=6, y_length=4,
            axis_config={"include_numbers": True},
        )
        graph = axes.plot(lambda x: x**2, color=BLUE)
        area = axes.get_area(graph, x_range=[1, 2])
        self.add(axes, axes.get_axis_labels("x", "f(x)"), area)
        self.play(Create(graph), run_time=0.2)
        """
    ),
    "number line": lesson(
        """
        line = NumberLine([-2, 2, 1], length=8, include_numbers=True, label_direction=UP)
        self.add(line, line.get_tick(0.5))
        self.play(FadeIn(Dot(line.n2p(1.5))), run_time=0.2)
        """
    ),
    "bar chart": lesson(
        """
        chart = BarChart([1, 3, 2], bar_names=["a", "b", "c"], y_range=[0, 4, 2], y_length=4, x_length=6)
        self.add(chart, chart.get_bar_labels(font_size=30))
        self.play(chart.animate.change_bar_values([3, 1, 2]), run_time=0.2)
        """
    ),
    "tables and a matrix": lesson(
        """
        names = Table([["one", "two"], ["three", "four"]], include_outer_lines=True)
        sums = MathTable([["x", "x^2"], ["2", "4"]])
        whole = IntegerTable([[1, 2], [3, 4]])
        matrix = Matrix([[1, "x"], [0, 1]])
        for thing in (group := VGroup(names, sums, whole, matrix)):
            thing.scale(0.4)
        self.play(FadeIn(group.arrange_in_grid(2, 2)), run_time=0.15)
        """
    ),
    "network": lesson(
        """
        import networkx
        made = networkx.petersen_graph()
        graph = Graph(list(made.nodes), list(made.edges), layout="spring", labels=True)
        self.play(Create(graph), run_time=0.2)
        """
    ),
    "fields": lesson(
        """
        def flow(point):
            return np.sin(point[1]) * RIGHT + np.cos(point[0]) * UP
        area = {"x_range": [-3, 3, 1.5], "y_range": [-2, 2, 1]}
        self.add(ArrowVectorField(flow, **area))
        self.add(StreamLines(flow, virtual_time=0.5, max_anchors_per_line=5, **area))
        self.wait(0.1)
        """
    ),
    "trackers": lesson(
        """
        size = ValueTracker(1)
        number = always_redraw(lambda: DecimalNumber(size.get_value()).to_edge(UP))
        circle = always_redraw(lambda: Circle(radius=size.get_value()))
        dot = Dot().add_updater(lambda mobject, dt: mobject.shift(dt * RIGHT))
        self.add(number, circle, dot)
        self.play(size.animate.set_value(2), run_time=0.3)
        """
    ),
    "sets of points": lesson(
        """
        one, other = Circle(fill_opacity=0.5).shift(0.5 * LEFT), Square(fill_opacity=0.5).shift(0.5 * RIGHT)
        made = [Union(one, other), Intersection(one, other), Difference(one, other), Exclusion(one, other)]
        for kind in made:
            kind.scale(0.6)
        self.add(VGroup(*made).arrange())
        self.play(Indicate(made[0]), run_time=0.2)
        """
    ),
    "moving camera": lesson(
        """
        circle = Circle().shift(2 * RIGHT)
        self.add(NumberPlane(), circle)
        self.play(self.camera.frame.animate.set(width=6).move_to(circle), run_time=0.2)
        """,
        "MovingCameraScene",
    ),
    "zoomed": lesson(
        """
        self.add(Dot(), Circle(radius=0.3))
        self.activate_zooming(animate=False)
        self.play(self.zoomed_camera.frame.animate.shift(0.3 * RIGHT), run_time=0.15)
        """,
        "ZoomedScene",
    ),
    "linear transformation": lesson(
        """
        self.apply_matrix([[1, 1], [0, 1]], run_time=0.2)
        """,
        "LinearTransformationScene",
    ),
}
