package org.fogward.fog.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketScanTest {
    private static final int RUNS = 300;

    private record Packet(int first, long length) {}

    @Test
    void finds_every_packet_however_the_stream_is_cut() {
        Random random = new Random(11);
        for (int run = 0; run < RUNS; run++) {
            List<Packet> packets = new ArrayList<>();
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            for (int i = random.nextInt(8); i >= 0; i--) {
                Packet packet = new Packet(random.nextInt(256), random.nextInt(1 << random.nextInt(1, 16)));
                packets.add(packet);
                write(stream, packet, random);
            }
            Heard heard = new Heard(Long.MAX_VALUE - 1);
            assertThat(cut(stream.toByteArray(), random, heard)).isTrue();
            assertThat(heard.begun).isEqualTo(packets);
            assertThat(heard.ended).isEqualTo(packets);
        }
    }

    @Test
    void stops_at_a_length_that_is_too_long_or_none_before_any_of_the_rest() {
        Random random = new Random(12);
        for (byte[] head : new byte[][] {
            {0x30, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f},
            {0x30, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1}
        }) {
            Heard heard = new Heard(1 << 20);
            assertThat(cut(head, random, heard)).isFalse();
            assertThat(heard.ended).isEmpty();
        }
    }

    @Test
    void takes_any_bytes() {
        Random random = new Random(13);
        for (int run = 0; run < RUNS; run++) {
            byte[] bytes = new byte[random.nextInt(2_000)];
            random.nextBytes(bytes);
            Heard heard = new Heard(1 << 10);
            boolean through = cut(bytes, random, heard);
            long last = heard.begun.isEmpty() ? 0 : heard.begun.getLast().length();
            assertThat(through).isEqualTo(last <= 1 << 10);
            assertThat(heard.begun.size() - heard.ended.size()).isBetween(0, 1);
        }
    }

    private static boolean cut(byte[] bytes, Random random, Heard heard) {
        PacketScan scan = new PacketScan(heard);
        for (int from = 0; from < bytes.length; ) {
            int length = Math.min(bytes.length - from, random.nextInt(1, 50));
            if (!scan.read(Unpooled.wrappedBuffer(bytes, from, length))) {
                return false;
            }
            from += length;
        }
        return true;
    }

    private static void write(ByteArrayOutputStream stream, Packet packet, Random random) {
        stream.write(packet.first());
        long left = packet.length();
        do {
            stream.write((int) (left > 0x7f ? left & 0x7f | 0x80 : left));
            left >>= 7;
        } while (left > 0);
        byte[] body = new byte[(int) packet.length()];
        random.nextBytes(body);
        stream.writeBytes(body);
    }

    private static final class Heard implements PacketScan.Follower {
        private final long most;
        private final List<Packet> begun = new ArrayList<>();
        private final List<Packet> ended = new ArrayList<>();

        Heard(long most) {
            this.most = most;
        }

        @Override
        public boolean begins(int first, long length) {
            begun.add(new Packet(first, length));
            return length <= most;
        }

        @Override
        public void ends(int first, long length) {
            ended.add(new Packet(first, length));
        }
    }
}
