"""Scenes in three dimensions."""

from __future__ import annotations

from tests.sandbox.scenes.lesson import lesson

SPACES = {
    "surface": lesson(
        """
        self.set_camera_orientation(phi=70 * DEGREES, theta=-45 * DEGREES)
        hill = Surface(
            lambda u, v: [u, v, np.exp(-u * u - v * v)], u_range=[-1, 1], v_range=[-1, 1], resolution=6
        )
        self.add(ThreeDAxes(), hill)
        self.move_camera(theta=-30 * DEGREES, run_time=0.2)
        """,
        "ThreeDScene",
    ),
    "solids": lesson(
        """
        self.set_camera_orientation(phi=60 * DEGREES, theta=30 * DEGREES)
        self.add(Sphere(resolution=6), Cube().shift(2.5 * RIGHT), Arrow3D(ORIGIN, 2 * OUT))
        self.add_fixed_in_frame_mobjects(Text("fixed").to_corner(UL))
        self.begin_ambient_camera_rotation(rate=1)
        self.wait(0.2)
        """,
        "ThreeDScene",
    ),
}
