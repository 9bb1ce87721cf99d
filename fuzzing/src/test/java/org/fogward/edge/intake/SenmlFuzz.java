package org.fogward.edge.intake;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.fogward.edge.intake.senml.SenmlException;
import org.fogward.edge.intake.senml.SenmlLimits;
import org.fogward.edge.intake.senml.SenmlParser;
import org.fogward.edge.intake.senml.SenmlRecord;
import org.fogward.edge.store.SampleProfile;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.models.data.Modality;
import org.fogward.models.data.Sample;
import org.fogward.models.data.SampleShape;

/** SenML packs that wearables hand in, and the windows that they make. */
public final class SenmlFuzz implements FuzzTarget {
    private static final int MOST_RECORDS = 16;

    private final SenmlParser parser = new SenmlParser(new SenmlLimits(2048, MOST_RECORDS, 64));
    private final SampleProfile profile =
            new SampleProfile(Modality.MOTION, new SampleShape(1, 2, 2), List.of("age"), List.of("rest", "walk"));

    @Override
    public List<byte[]> seeds() throws Exception {
        return List.of(pack(true), pack(false), new byte[] {(byte) 0x9f, (byte) 0xff});
    }

    /** Two channels as a series each, or as a record a value. */
    private static byte[] pack(boolean series) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CBORGenerator out = new CBORFactory().createGenerator(bytes)) {
            out.writeStartArray();
            out.writeStartObject();
            out.writeFieldId(-2);
            out.writeString("urn:dev:1:");
            out.writeFieldId(-3);
            out.writeNumber(1.5e9);
            out.writeFieldId(0);
            out.writeString("label");
            out.writeFieldId(3);
            out.writeString("walk");
            out.writeEndObject();
            text(out, "group", "p7");
            number(out, "age", 44, 0);
            for (String channel : List.of("c0", "c1")) {
                if (series) {
                    out.writeStartObject();
                    out.writeFieldId(0);
                    out.writeString(channel);
                    out.writeFieldId(8);
                    out.writeBinary(new byte[8]);
                    out.writeEndObject();
                } else {
                    number(out, channel, 0.5, 0.25);
                    number(out, channel, -1, 1);
                }
            }
            out.writeEndArray();
        }
        return bytes.toByteArray();
    }

    private static void text(CBORGenerator out, String name, String value) throws Exception {
        out.writeStartObject();
        out.writeFieldId(0);
        out.writeString(name);
        out.writeFieldId(3);
        out.writeString(value);
        out.writeEndObject();
    }

    private static void number(CBORGenerator out, String name, double value, double time) throws Exception {
        out.writeStartObject();
        out.writeFieldId(0);
        out.writeString(name);
        out.writeFieldId(2);
        out.writeNumber(value);
        out.writeFieldId(6);
        out.writeNumber(time);
        out.writeEndObject();
    }

    @Override
    public void run(byte[] input) {
        try {
            List<SenmlRecord> records = parser.parse(input);
            Promise.that(!records.isEmpty() && records.size() <= MOST_RECORDS, "records: beyond the limit");
            for (SenmlRecord record : records) {
                Promise.that(!record.name().isEmpty() && Double.isFinite(record.time()), "record: not resolved");
            }
            Sample sample = new WindowAssembly(profile).assemble(records, "w1");
            Promise.same(sample.values().length, 4);
            for (float value : sample.values()) {
                Promise.that(Float.isFinite(value), "value: not finite");
            }
        } catch (SenmlException e) {
            Promise.namesField(e);
        } catch (IntakeException e) {
            Promise.explains(e);
        }
    }
}
