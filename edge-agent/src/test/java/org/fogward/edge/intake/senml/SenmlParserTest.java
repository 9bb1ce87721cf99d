package org.fogward.edge.intake.senml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SenmlParserTest {
    private static final SenmlLimits LIMITS = new SenmlLimits(4096, 16, 64);

    private final SenmlParser parser = new SenmlParser(LIMITS);

    @Test
    void resolves_base_fields_into_the_records_that_follow() throws Exception {
        byte[] pack = pack(out -> {
            out.writeStartObject();
            text(out, -2, "urn:dev:1:");
            number(out, -3, 1000);
            text(out, -4, "Cel");
            number(out, -5, 20);
            text(out, 0, "t1");
            number(out, 2, 0.5);
            out.writeEndObject();
            out.writeStartObject();
            text(out, 0, "t2");
            number(out, 6, 5);
            text(out, 1, "K");
            out.writeEndObject();
        });

        assertThat(parser.parse(pack))
                .containsExactly(
                        new SenmlRecord("urn:dev:1:t1", 1000, "Cel", new SenmlValue.Numeric(20.5)),
                        new SenmlRecord("urn:dev:1:t2", 1005, "K", new SenmlValue.Numeric(20)));
        assertThat(parser.parse(pack).get(1).localName()).isEqualTo("t2");
    }

    @Test
    void reads_the_example_of_rfc_8428_section_6() throws Exception {
        // Figure 1 of section 6, the first two records, as the RFC prints them in hexadecimal.
        byte[] pack = HexFormat.of()
                .parseHex("82a721781b75726e3a6465763a6f773a3130653230373361303130383030363a"
                        + "22fb41d303a15b00106223614120050067766f6c7461676501615602fb405e066666666666"
                        + "a3006763757272656e74062402fb3ff3333333333333");

        assertThat(parser.parse(pack))
                .containsExactly(
                        new SenmlRecord(
                                "urn:dev:ow:10e2073a0108006:voltage",
                                1.276020076001e+09,
                                "V",
                                new SenmlValue.Numeric(120.1)),
                        new SenmlRecord(
                                "urn:dev:ow:10e2073a0108006:current",
                                1.276020076001e+09 - 5,
                                "A",
                                new SenmlValue.Numeric(1.2)));
    }

    @Test
    void reads_text_truth_and_bytes() throws Exception {
        byte[] pack = pack(out -> {
            out.writeStartObject();
            text(out, 0, "label");
            text(out, 3, "WALKING");
            out.writeEndObject();
            out.writeStartObject();
            text(out, 0, "worn");
            out.writeFieldId(4);
            out.writeBoolean(true);
            out.writeEndObject();
            out.writeStartObject();
            text(out, 0, "c0");
            out.writeFieldId(8);
            out.writeBinary(new byte[] {1, 2, 3});
            out.writeEndObject();
        });

        List<SenmlRecord> records = parser.parse(pack);

        assertThat(records.get(0).value()).isEqualTo(new SenmlValue.Text("WALKING"));
        assertThat(records.get(1).value()).isEqualTo(new SenmlValue.Truth(true));
        assertThat(((SenmlValue.Data) records.get(2).value()).value()).containsExactly(1, 2, 3);
    }

    @Test
    void refuses_a_record_without_a_value() throws IOException {
        byte[] pack = pack(out -> {
            out.writeStartObject();
            text(out, 0, "c0");
            out.writeEndObject();
        });

        assertThatThrownBy(() -> parser.parse(pack))
                .isInstanceOf(SenmlException.class)
                .hasMessage("record 0, v: no value");
    }

    @Test
    void refuses_two_values_in_one_record() throws IOException {
        byte[] pack = pack(out -> {
            out.writeStartObject();
            text(out, 0, "c0");
            number(out, 2, 1);
            text(out, 3, "one");
            out.writeEndObject();
        });

        assertThatThrownBy(() -> parser.parse(pack)).hasMessage("record 0, vs: a second value in one record");
    }

    @Test
    void refuses_numbers_that_are_not_finite() throws IOException {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            byte[] pack = pack(out -> {
                out.writeStartObject();
                text(out, 0, "c0");
                number(out, 2, value);
                out.writeEndObject();
            });

            assertThatThrownBy(() -> parser.parse(pack)).hasMessage("record 0, v: not a finite number");
        }
    }

    @Test
    void refuses_a_field_that_must_be_understood() throws IOException {
        byte[] pack = pack(out -> {
            out.writeStartObject();
            text(out, 0, "c0");
            number(out, 2, 1);
            out.writeFieldName("encrypted_");
            out.writeBoolean(true);
            out.writeEndObject();
        });

        assertThatThrownBy(() -> parser.parse(pack)).hasMessageContaining("must be understood");
    }

    @Test
    void refuses_absurd_counts_without_believing_them() {
        // An array of 2^31 records, a byte string of 2^62 bytes, nesting without end.
        byte[] manyRecords = {(byte) 0x9a, (byte) 0x80, 0, 0, 0};
        byte[] longBytes = {(byte) 0x81, (byte) 0xa1, 0x08, 0x5b, 0x40, 0, 0, 0, 0, 0, 0, 0};
        byte[] deep = new byte[2000];
        Arrays.fill(deep, (byte) 0x81);

        for (byte[] pack : List.of(manyRecords, longBytes, deep)) {
            assertThatThrownBy(() -> parser.parse(pack)).isInstanceOf(SenmlException.class);
        }
    }

    @Test
    void refuses_more_records_than_the_limit() throws IOException {
        byte[] pack = pack(out -> {
            for (int i = 0; i < 17; i++) {
                out.writeStartObject();
                text(out, 0, "c0");
                number(out, 2, i);
                out.writeEndObject();
            }
        });

        assertThatThrownBy(() -> parser.parse(pack)).hasMessage("pack: more than 16 records");
    }

    @Test
    void refuses_bytes_after_the_pack() throws IOException {
        byte[] pack = pack(out -> {
            out.writeStartObject();
            text(out, 0, "c0");
            number(out, 2, 1);
            out.writeEndObject();
        });

        assertThatThrownBy(() -> parser.parse(Arrays.copyOf(pack, pack.length + 1)))
                .hasMessage("pack: bytes after its end");
    }

    @Test
    void throws_nothing_but_its_own_exception_whatever_comes() throws IOException {
        byte[] valid = pack(out -> {
            out.writeStartObject();
            text(out, -2, "urn:dev:1:");
            number(out, -3, 1e9);
            number(out, -5, 20);
            text(out, 0, "c0");
            out.writeFieldId(8);
            out.writeBinary(new byte[64]);
            out.writeEndObject();
            out.writeStartObject();
            text(out, 0, "label");
            text(out, 3, "WALKING");
            out.writeEndObject();
        });
        SplittableRandom random = new SplittableRandom(8428);
        int parsed = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] mutated = Arrays.copyOf(valid, random.nextInt(1, valid.length + 8));
            for (int change = random.nextInt(6); change > 0; change--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            }
            try {
                parser.parse(mutated);
                parsed++;
            } catch (SenmlException expected) {
                assertThat(expected).hasMessageMatching("(pack|record \\d+).*");
            }
        }
        assertThat(parsed).isPositive();
    }

    private static byte[] pack(Records records) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CBORGenerator out = new CBORFactory().createGenerator(bytes)) {
            out.writeStartArray();
            records.write(out);
            out.writeEndArray();
        }
        return bytes.toByteArray();
    }

    private static void text(CBORGenerator out, int label, String value) throws IOException {
        out.writeFieldId(label);
        out.writeString(value);
    }

    private static void number(CBORGenerator out, int label, double value) throws IOException {
        out.writeFieldId(label);
        out.writeNumber(value);
    }

    private interface Records {
        void write(CBORGenerator out) throws IOException;
    }
}
