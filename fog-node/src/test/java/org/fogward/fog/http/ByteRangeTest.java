package org.fogward.fog.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.fogward.fog.http.ByteRange.Part;
import org.fogward.fog.http.ByteRange.Unsatisfiable;
import org.fogward.fog.http.ByteRange.Whole;
import org.junit.jupiter.api.Test;

class ByteRangeTest {
    private static final String ALPHABET = "bytes=-0123456789, \t;BX\u00e9";

    @Test
    void reads_the_examples_of_the_rfc() {
        assertThat(ByteRange.parse("bytes=0-499", 10_000)).isEqualTo(new Part(0, 499));
        assertThat(ByteRange.parse("bytes=500-999", 10_000)).isEqualTo(new Part(500, 999));
        assertThat(ByteRange.parse("bytes=-500", 10_000)).isEqualTo(new Part(9_500, 9_999));
        assertThat(ByteRange.parse("bytes=9500-", 10_000)).isEqualTo(new Part(9_500, 9_999));
    }

    @Test
    void cuts_a_range_at_the_end() {
        assertThat(ByteRange.parse("bytes=5-99", 10)).isEqualTo(new Part(5, 9));
        assertThat(ByteRange.parse("bytes=-99", 10)).isEqualTo(new Part(0, 9));
    }

    @Test
    void refuses_a_range_beyond_the_end() {
        assertThat(ByteRange.parse("bytes=10-", 10)).isEqualTo(new Unsatisfiable());
        assertThat(ByteRange.parse("bytes=-0", 10)).isEqualTo(new Unsatisfiable());
        assertThat(ByteRange.parse("bytes=0-", 0)).isEqualTo(new Unsatisfiable());
    }

    @Test
    void ignores_what_it_does_not_serve() {
        for (String header : new String[] {"", "bytes=-", "bytes=5-2", "bytes=0-1,3-4", "lines=1-2", "bytes 0-1"}) {
            assertThat(ByteRange.parse(header, 10)).as(header).isEqualTo(new Whole());
        }
    }

    @Test
    void gives_a_part_within_the_content_whatever_comes() {
        SplittableRandom random = new SplittableRandom(9110);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder header = new StringBuilder(random.nextBoolean() ? "bytes=" : "");
            int length = random.nextInt(45);
            for (int c = 0; c < length; c++) {
                header.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            long size = random.nextBoolean() ? random.nextInt(20) : random.nextLong(1, Long.MAX_VALUE);
            if (ByteRange.parse(header.toString(), size) instanceof Part part) {
                assertThat(part.first()).isBetween(0L, part.last());
                assertThat(part.last()).isLessThan(size);
                assertThat(part.length()).isBetween(1L, size);
            }
        }
    }
}
