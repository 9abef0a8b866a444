#!/usr/bin/env python3
"""Samples for the dictionary of thin links (src/sync/thin/dictionary): what a session compresses, from real scenarios.

    qianzhi drill run --headless --journal J scenarios/NAME.toml     for each scenario
    qianzhi hub --realm drill:NAME --store J --listen 127.0.0.1:7720
    tests/protocol/dictionary.py ws://127.0.0.1:7720 drill:NAME SAMPLES
    zstd --train -r SAMPLES --maxdict=16384 -o src/sync/thin/dictionary

A new dictionary is a new name (the beginning of its hash), and both ends of a thin link need the same: it changes only
with a release that says so.
"""

import argparse
import asyncio
import pathlib
import re
import types

import websockets
from client import FRAME_BYTES_MAX, SUBPROTOCOL, Session

MARK = '{"number":48213,"check":"\x04"}'
CONTROL = [
    '{"t":"hello","protocol":"qianzhi/1","kind":"console","store":"\x03","realm":"live","fold":1,"streams":["open",'
    '"control"],"post":"\x01","name":"前指","at":1626768000000,"window":1048576,"resume":{"store":"\x03","got":48213,'
    '"seen":%s},"resumed":false,"proof":"\x01"}' % MARK,
    '{"t":"hello","protocol":"qianzhi/1","kind":"console","store":"\x03","realm":"test","fold":1,"streams":["open"],'
    '"post":null,"name":"tail","at":1626768000000,"window":1048576,"resume":null,"resumed":false}',
    '{"t":"hello","protocol":"qianzhi/1","kind":"hub","store":"\x03","realm":"live","fold":1,"streams":["open","control"]'
    ',"post":null,"name":"郑州联动平台","at":1626768000123,"window":1048576,"resume":null,"resumed":true}',
    '{"t":"have","part":0,"of":1,"series":[{"post":"\x01","inc":"\x04","stream":"open","ranges":[[1,812,"\x04"]],'
    '"odd":null},{"post":"\x01","inc":"\x04","stream":"control","ranges":[[1,12,"\x04"]],"odd":null}]}',
    '{"t":"stored","frames":[[17,17]],"refused":[],"mark":%s}' % MARK,
    '{"t":"ping","n":7,"at":1626768000000,"progress":{"frame":17,"through":4821},"mark":%s}' % MARK,
    '{"t":"pong","n":7,"at":1626768000000,"got":1626768000321,"progress":{"frame":17,"through":4821},"mark":%s}' % MARK,
    '{"t":"fixes","n":3,"fixes":[{"team":"消防一","point":{"lat":34746600,"lon":113625400},"at":1626768000000,'
    '"every_ms":10000},{"team":"QX-03","point":{"lat":34751234,"lon":113611111},"at":1626768001000,"speed_mh":42000,'
    '"every_ms":10000}]}',
    '{"t":"fixed","n":3}',
    '{"t":"ask_sessions"}',
    '{"t":"sessions","sessions":[{"name":"值班室","since":1626768000000,"behind":0,"sent":123456,"received":65432}]}',
    '{"t":"bye","why":"stopping"}',
]
# What people write that a drill does not.
EVENTS = [
    '{"kind":"entry.logged/1","data":{"incident":"\x01","text":"现场指挥部已到位，道路中断，正在转移群众。","occurred":'
    '1626768000000,"received":1626768000000,"means":"phone","source":"张三 13900000000"}}',
    '{"kind":"entry.logged/1","data":{"text":"请求增援排涝设备","occurred":1626768000000,"received":1626768000000,'
    '"means":"console"}}',
    '{"kind":"order.issued/1","data":{"number":12,"form":"order","to":{"team":"消防一"},"incident":"\x01","text":'
    '"立即撤离","urgency":"withdraw","destination":null,"issued":1626768000000}}',
    '{"kind":"order.rung/1","data":{"order":"\x01","rung":"acknowledged","at":1626768000000,"means":"console"}}',
    '{"kind":"event.struck/1","data":{"target":"\x01","reason":"误操作"}}',
    '{"kind":"alarm.acknowledged/1","data":{"alarm":"report.due:\x01"}}',
]


def shorten(payload):
    """As src/sync/thin/text.rs does it, every id taken for a new one."""
    payload = re.sub(rb'"[0-9a-f]{64}"', b'"\x01"', payload)
    payload = re.sub(rb'"[0-9a-f]{32}"', b'"\x03"', payload)
    return re.sub(rb'"[0-9a-f]{16}"', b'"\x04"', payload)


async def payloads(hub, realm):
    connect = websockets.connect(
        hub, subprotocols=[SUBPROTOCOL], compression=None, max_size=FRAME_BYTES_MAX, ping_interval=None
    )
    async with connect as socket:
        session = Session(socket, types.SimpleNamespace(realm=realm, secret_file=None), b"")
        await session.begin()
        await session.until(session.caught_up)
        return [envelope.payload for envelope in session.replica.order]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("hub")
    parser.add_argument("realm")
    parser.add_argument("samples", type=pathlib.Path)
    options = parser.parse_args()
    options.samples.mkdir(exist_ok=True)
    texts = [shorten(payload) for payload in asyncio.run(payloads(options.hub, options.realm))]
    # The most frequent kind is not the only one that counts.
    kinds = {}
    for text in texts:
        kinds.setdefault(text.split(b'"')[3:4][0], []).append(text)
    texts = [text for some in kinds.values() for text in some[:200]]
    texts += [text.encode() for text in CONTROL * 8 + EVENTS * 20]
    for number, text in enumerate(texts):
        (options.samples / f"{options.realm.replace(':', '-')}-{number:05}").write_bytes(text)


if __name__ == "__main__":
    main()
