#!/usr/bin/env python3
"""A client of qianzhi/1, written from man/qianzhi-protocol.7 alone, with a stock WebSocket and a stock Ed25519.

It connects to a hub, catches up with what the hub holds, verifies every envelope (bytes, id, signature, chain), posts
entries of its own, waits until the hub says that they are stored, and prints what it saw as one JSON object.
Exit status 1 when anything is not as the page says.
"""

import argparse
import asyncio
import hashlib
import hmac
import json
import os
import ssl
import struct
import sys
import time

import websockets
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

PROTOCOL = "qianzhi/1"
SUBPROTOCOL = "qianzhi.1"
FRAME_BYTES_MAX = 262144
ENVELOPE_BYTES_MAX = 8192
IN_FLIGHT_BYTES_MAX = 1048576
NOTHING = {"number": 0, "check": "00" * 8}


class Wrong(Exception):
    """The other end, or an envelope, is not as the page says."""


def now():
    return int(time.time() * 1000)


class Envelope:
    """The fields of an envelope, read from its bytes and verified."""

    def __init__(self, raw):
        if len(raw) > ENVELOPE_BYTES_MAX:
            raise Wrong("an envelope is too long")
        self.raw, self.at = raw, 0
        if (self.number(1), self.number(1)) != (1, 1):
            raise Wrong("an envelope of another version")
        self.post = self.take(32)
        self.incarnation = self.number(8)
        self.stream = self.number(1)
        self.realm = self.sized(1).decode()
        self.sequence = self.number(8)
        self.clock = self.number(8)
        self.recorded = self.number(8, signed=True)
        self.offset = self.number(4, signed=True)
        self.quality = self.number(1)
        self.previous = self.take(32)
        self.actor = self.sized(1).decode()
        self.credential = self.sized(1)
        self.sealed = self.sized(2)
        self.payload = self.sized(2)
        signed = raw[: self.at]
        signature = self.take(64)
        if self.at != len(raw) or self.sequence == 0 or self.stream > 1 or self.quality > 2:
            raise Wrong("an envelope whose fields do not fill it or are out of range")
        self.id = hashlib.sha256(signed).digest()
        try:
            Ed25519PublicKey.from_public_bytes(self.post).verify(signature, signed)
        except (InvalidSignature, ValueError):
            raise Wrong("an envelope that is not signed by its post") from None
        self.series = (self.post, self.incarnation, self.realm, self.stream)

    def take(self, n):
        if self.at + n > len(self.raw):
            raise Wrong("an envelope that ends inside a field")
        self.at += n
        return self.raw[self.at - n : self.at]

    def number(self, n, signed=False):
        return int.from_bytes(self.take(n), "big", signed=signed)

    def sized(self, n):
        return self.take(self.number(n))


class Author:
    """Writes one series."""

    def __init__(self, realm, actor):
        self.key = Ed25519PrivateKey.generate()
        self.post = self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.incarnation = os.urandom(8)
        self.realm, self.actor = realm.encode(), actor.encode()
        self.sequence, self.previous, self.clock = 0, bytes(32), 0

    def entry(self, text):
        data = {"text": text, "occurred": now(), "received": now(), "means": "feed", "source": "protocol client"}
        payload = json.dumps({"kind": "entry.logged/1", "data": data}, ensure_ascii=False, separators=(",", ":"))
        self.sequence += 1
        self.clock = max(now() << 16, self.clock + 1)
        signed = b"".join(
            [
                b"\x01\x01",
                self.post,
                self.incarnation,
                b"\x00",
                sized(1, self.realm),
                struct.pack(">QQqi", self.sequence, self.clock, now(), -(2**31)),
                b"\x00",
                self.previous,
                sized(1, self.actor),
                sized(1, b""),
                sized(2, b""),
                sized(2, payload.encode()),
            ]
        )
        self.previous = hashlib.sha256(signed).digest()
        return signed + self.key.sign(signed)


def sized(n, field):
    return len(field).to_bytes(n, "big") + field


def read_events(message):
    """The number, the through and the entries of a frame of events."""
    if len(message) < 17 or message[0] != 1:
        raise Wrong("a binary message that is no frame of events")
    frame, through = struct.unpack(">QQ", message[1:17])
    entries, at = [], 17
    while at < len(message):
        number, n = struct.unpack(">QH", message[at : at + 10])
        entries.append((number, message[at + 10 : at + 10 + n]))
        at += 10 + n
    if at != len(message) or not entries:
        raise Wrong("a frame of events that its entries do not fill")
    return frame, through, entries


def write_events(frame, through, entries):
    return struct.pack(">BQQ", 1, frame, through) + b"".join(struct.pack(">QH", n, len(e)) + e for n, e in entries)


class Replica:
    """What this client holds."""

    def __init__(self):
        self.envelopes = {}
        self.order = []

    def take(self, raw):
        envelope = Envelope(raw)
        if envelope.id not in self.envelopes:
            self.envelopes[envelope.id] = envelope
            self.order.append(envelope)

    def mark(self):
        if not self.order:
            return NOTHING
        return {"number": len(self.order), "check": self.order[-1].id[:8].hex()}

    def chains(self):
        """Holds every chain; the number of series. Everything must be there from the first on, without forks."""
        series = {}
        for envelope in self.order:
            series.setdefault(envelope.series, []).append(envelope)
        for envelopes in series.values():
            previous = bytes(32)
            for place, envelope in enumerate(sorted(envelopes, key=lambda e: e.sequence), 1):
                if (envelope.sequence, envelope.previous) != (place, previous):
                    raise Wrong(f"a chain is broken at sequence {envelope.sequence}")
                previous = envelope.id
        return len(series)

    def holds(self, have):
        """Whether everything that a `have` claims is here, and is what its checks say."""
        for entry in have:
            here = {}
            for envelope in self.order:
                if (envelope.post.hex(), f"{envelope.incarnation:016x}") == (entry["post"], entry["inc"]):
                    here[envelope.sequence] = envelope.id
            for first, last, check in entry["ranges"]:
                if any(sequence not in here for sequence in range(first, last + 1)):
                    return False
                if hashlib.sha256(here[last]).digest()[:8].hex() != check:
                    raise Wrong("a check does not belong to the event that was sent")
        return True


def flipped_is_found(raw):
    """Every field of an envelope is covered: one bit changed anywhere, and it is not taken."""
    for place in range(len(raw)):
        changed = bytearray(raw)
        changed[place] ^= 1
        try:
            Envelope(bytes(changed))
        except (Wrong, UnicodeDecodeError):
            continue
        raise Wrong(f"a change of byte {place} was not found")


class Session:
    def __init__(self, socket, options, pin):
        self.socket, self.options, self.pin = socket, options, pin
        self.replica = Replica()
        self.author = Author(options.realm, "协议客户端")
        self.hub, self.have, self.parts = None, [], set()
        self.have_complete = False
        self.sent = {}
        self.frame = 0

    async def say(self, t, **members):
        await self.socket.send(json.dumps({"t": t, **members}))

    async def begin(self):
        await self.say("hello", **self.hello())
        await self.say("have", part=0, of=1, series=[])

    def hello(self):
        hello = {
            "protocol": PROTOCOL,
            "kind": "console",
            "store": os.urandom(16).hex(),
            "realm": self.options.realm,
            "fold": 0,
            "streams": ["open"],
            "post": self.author.post.hex(),
            "name": "protocol client",
            "at": now(),
            "window": IN_FLIGHT_BYTES_MAX,
            "resume": None,
            "resumed": False,
        }
        if self.options.secret_file:
            with open(self.options.secret_file, "rb") as file:
                secret = file.read().strip()
            said = b"qianzhi/1 join" + self.pin + bytes.fromhex(hello["store"]) + struct.pack(">q", hello["at"])
            hello["proof"] = hmac.new(secret, said, hashlib.sha256).hexdigest()
        return hello

    def progress(self):
        return {"frame": self.frame, "through": self.author.sequence}

    def caught_up(self):
        return self.have_complete and self.replica.holds(self.have)

    async def hear(self, message):
        if len(message) > FRAME_BYTES_MAX:
            raise Wrong("a message is too long")
        if isinstance(message, bytes):
            frame, _, entries = read_events(message)
            for _, raw in entries:
                self.replica.take(raw)
            await self.say("stored", frames=[[frame, frame]], refused=[], mark=self.replica.mark())
            return
        said = json.loads(message)
        if said["t"] == "hello":
            if (said["protocol"], said["kind"], said["realm"]) != (PROTOCOL, "hub", self.options.realm):
                raise Wrong(f"another hub than was asked for: {message}")
            self.hub = said
        elif said["t"] == "have":
            self.parts.add(said["part"])
            self.have += said["series"]
            self.have_complete = len(self.parts) == said["of"]
        elif said["t"] == "stored":
            if said["refused"]:
                raise Wrong(f"refused: {said['refused']}")
            for first, last in said["frames"]:
                for frame in range(first, last + 1):
                    self.sent.pop(frame, None)
        elif said["t"] == "ping":
            await self.say(
                "pong", n=said["n"], at=said["at"], got=now(), progress=self.progress(), mark=self.replica.mark()
            )
        elif said["t"] == "fixes":
            await self.say("fixed", n=said["n"])
        elif said["t"] == "bye":
            raise Wrong(f"the hub took its leave: {message}")

    async def until(self, holds):
        while not holds():
            await self.hear(await self.socket.recv())

    async def post(self, texts):
        """Posts entries in one frame; the arrival number of an own event is its sequence here."""
        entries = []
        for text in texts:
            raw = self.author.entry(text)
            self.replica.take(raw)
            entries.append((self.author.sequence, raw))
        self.frame += 1
        self.sent[self.frame] = entries
        await self.socket.send(write_events(self.frame, self.author.sequence, entries))
        await self.until(lambda: not self.sent)
        return [hashlib.sha256(raw[:-64]).hexdigest() for _, raw in entries]


def pin_of(socket):
    """The SHA-256 of the key that the other end of an encrypted connection has shown."""
    shown = socket.transport.get_extra_info("ssl_object").getpeercert(binary_form=True)
    key = x509.load_der_x509_certificate(shown).public_key()
    return hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()


def encryption():
    """TLS 1.3 with whatever certificate is shown: the hub is known by its pin."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


async def run(options):
    address, _, pinned = options.hub.partition("#")
    connect = websockets.connect(
        address,
        subprotocols=[SUBPROTOCOL],
        compression=None,
        max_size=FRAME_BYTES_MAX,
        ping_interval=None,
        ssl=encryption() if pinned else None,
    )
    async with connect as socket:
        pin = pin_of(socket) if pinned else b""
        if pin.hex() != pinned:
            raise Wrong(f"the hub shows the key {pin.hex()} and not the pinned one")
        if socket.subprotocol != SUBPROTOCOL:
            raise Wrong(f"the hub chose the subprotocol {socket.subprotocol}")
        session = Session(socket, options, pin)
        await session.begin()
        await session.until(session.caught_up)
        received = [envelope.id.hex() for envelope in session.replica.order]
        for envelope in session.replica.order[:2]:
            flipped_is_found(envelope.raw)
        posted = await session.post(options.post) if options.post else []
        series = session.replica.chains()
        await session.say("bye", why="stopping")
    return {"hub": session.hub["name"], "received": received, "series": series, "posted": posted}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("hub", help="ws://HOST:PORT or wss://HOST:PORT#PIN")
    parser.add_argument("--realm", default="test")
    parser.add_argument("--post", action="append", default=[], metavar="TEXT", help="post an entry; may be repeated")
    parser.add_argument("--secret-file", metavar="FILE", help="the hub's join secret")
    options = parser.parse_args()
    try:
        print(json.dumps(asyncio.run(run(options))))
    except (Wrong, OSError, websockets.WebSocketException) as error:
        sys.exit(f"client: {error}")


if __name__ == "__main__":
    main()
