package org.fogward.fog.broker;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;

/** A stream of MQTT packets before the broker's own decoder: the first byte says into pieces of how many bytes it is cut. */
public final class PacketScanFuzz implements FuzzTarget {
    private static final long MOST_LENGTH = 1 << 20;

    @Override
    public List<byte[]> seeds() {
        HexFormat hex = HexFormat.of();
        return List.of(
                hex.parseHex("00" + "100f00044d5154540502003c0000026364"),
                hex.parseHex("03" + "100d00044d5154540502003c00000000" + "3007000161006869c2" + "c000" + "e000"),
                hex.parseHex("01" + "30808001" + "00".repeat(20)),
                hex.parseHex("02" + "30ffffff7f" + "40020001" + "50ffffffff01"));
    }

    @Override
    public void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        ByteBuf stream = Unpooled.wrappedBuffer(input, 1, input.length - 1);
        Heard whole = new Heard();
        PacketScan atOnce = new PacketScan(whole);
        boolean goesOn = atOnce.read(stream);
        Promise.that(stream.readableBytes() == input.length - 1, "the stream was moved");

        Heard parts = new Heard();
        PacketScan inPieces = new PacketScan(parts);
        int piece = Byte.toUnsignedInt(input[0]) + 1;
        boolean further = true;
        for (int at = 1; at < input.length && further; at += piece) {
            further = inPieces.read(Unpooled.wrappedBuffer(input, at, Math.min(piece, input.length - at)));
        }
        Promise.same(parts.told, whole.told);
        Promise.same(further, goesOn);
        if (goesOn) {
            Promise.same(inPieces.isInside(), atOnce.isInside());
        }
    }

    private static final class Heard implements PacketScan.Follower {
        private final List<Long> told = new ArrayList<>();

        @Override
        public boolean begins(int first, long length) {
            Promise.that(first >= 0 && first < 256 && length >= 0, "a packet of a negative length");
            told.add(length);
            return length <= MOST_LENGTH;
        }

        @Override
        public void ends(int first, long length) {
            Promise.that(told.getLast() == length, "the end of another packet");
            told.add(-1L - first);
        }
    }
}
