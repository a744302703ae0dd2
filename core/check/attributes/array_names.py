"""What NumPy's arrays and numbers have: Manim gives these where its annotations promise Python's own."""

from __future__ import annotations

ARRAY_NAMES = frozenset(
    """
    T all any argmax argmin argpartition argsort as_integer_ratio astype base bit_count byteswap
    choose clip compress conj conjugate copy ctypes cumprod cumsum data denominator device diagonal
    dot dtype dump dumps fill flags flat flatten fromhex getfield hex imag is_integer item itemsize
    mT max mean min nbytes ndim nonzero numerator partition prod put ravel real repeat reshape
    resize round searchsorted setfield setflags shape size sort squeeze std strides sum swapaxes
    take to_device tobytes tofile tolist trace transpose var view
    """.split()  # noqa: SIM905 - a list of them would be a page long
)
