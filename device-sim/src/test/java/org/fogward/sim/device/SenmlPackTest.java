package org.fogward.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Modality;
import org.fogward.models.data.Sample;
import org.fogward.models.data.SampleShape;
import org.junit.jupiter.api.Test;

class SenmlPackTest {
    private static final Dataset BEATS = new Dataset(
            "beats", Modality.ECG, new SampleShape(1, 3, 2), List.of("rr_pre_s"), List.of("N", "V"), List.of());

    @Test
    void writes_a_record_for_each_channel_feature_and_name() throws IOException {
        Sample sample = new Sample(new float[] {1, 10, 2, 20, 3, 30}, new float[] {0.75f}, 1, "p7", "p7");

        JsonNode pack = new CBORMapper().readTree(new SenmlPack(BEATS).encode(sample));

        assertThat(pack).hasSize(5);
        assertThat(pack.get(0).get("0").textValue()).isEqualTo("c0");
        assertThat(floats(pack.get(0).get("8").binaryValue())).containsExactly(1, 2, 3);
        assertThat(floats(pack.get(1).get("8").binaryValue())).containsExactly(10, 20, 30);
        assertThat(pack.get(2).get("0").textValue()).isEqualTo("rr_pre_s");
        assertThat(pack.get(2).get("2").floatValue()).isEqualTo(0.75f);
        assertThat(pack.get(3).get("3").textValue()).isEqualTo("V");
        assertThat(pack.get(4).get("3").textValue()).isEqualTo("p7");
    }

    private static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
