package org.fogward.sim.device;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Sample;
import org.fogward.models.data.SampleShape;

/**
 * Writes a sample as one SenML pack in CBOR (RFC 8428, section 6): a record per channel whose data value is the series
 * as little-endian float32, a record per feature, and the label and the group as text.
 */
final class SenmlPack {
    private static final int NAME = 0;
    private static final int VALUE = 2;
    private static final int STRING_VALUE = 3;
    private static final int DATA_VALUE = 8;

    private final CBORFactory factory = new CBORFactory();
    private final SampleShape shape;
    private final List<String> features;
    private final List<String> classes;

    SenmlPack(Dataset format) {
        this.shape = format.shape();
        this.features = format.features();
        this.classes = format.classes();
    }

    byte[] encode(Sample sample) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CBORGenerator cbor = factory.createGenerator(bytes)) {
            int records = shape.channels() + features.size() + 2;
            cbor.writeStartArray(null, records);
            for (int channel = 0; channel < shape.channels(); channel++) {
                start(cbor, "c" + channel);
                cbor.writeFieldId(DATA_VALUE);
                cbor.writeBinary(series(sample.values(), channel));
                cbor.writeEndObject();
            }
            for (int feature = 0; feature < features.size(); feature++) {
                start(cbor, features.get(feature));
                cbor.writeFieldId(VALUE);
                cbor.writeNumber(sample.features()[feature]);
                cbor.writeEndObject();
            }
            text(cbor, "label", classes.get(sample.label()));
            text(cbor, "group", sample.group());
            cbor.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void start(CBORGenerator cbor, String name) throws IOException {
        cbor.writeStartObject(2);
        cbor.writeFieldId(NAME);
        cbor.writeString(name);
    }

    private static void text(CBORGenerator cbor, String name, String value) throws IOException {
        start(cbor, name);
        cbor.writeFieldId(STRING_VALUE);
        cbor.writeString(value);
        cbor.writeEndObject();
    }

    private byte[] series(float[] values, int channel) {
        ByteBuffer series = ByteBuffer.allocate(values.length / shape.channels() * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = channel; i < values.length; i += shape.channels()) {
            series.putFloat(values[i]);
        }
        return series.array();
    }
}
