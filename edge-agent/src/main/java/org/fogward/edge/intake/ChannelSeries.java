package org.fogward.edge.intake;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.fogward.edge.intake.senml.SenmlRecord;
import org.fogward.edge.intake.senml.SenmlValue;

/** The values of one channel in time order: one packed little-endian float32 series, or single numbers. */
final class ChannelSeries {
    private final int channel;
    private final String name;
    private final float[] values;
    private int count;
    private double lastTime = Double.NEGATIVE_INFINITY;

    ChannelSeries(int channel, int steps) {
        this.channel = channel;
        this.name = "c" + channel;
        this.values = new float[steps];
    }

    void add(SenmlRecord record) throws IntakeException {
        switch (record.value()) {
            case SenmlValue.Data packed -> addPacked(packed.value());
            case SenmlValue.Numeric number -> addNumber(record.time(), number.value());
            default ->
                throw new IntakeException(RefusalCause.SHAPE, name + ": numbers or a byte string of float32 expected");
        }
    }

    /** Spreads this channel over time-major values. */
    void copyInto(float[] target, int channels) throws IntakeException {
        if (count != values.length) {
            throw wrongLength();
        }
        for (int step = 0; step < values.length; step++) {
            target[step * channels + channel] = values[step];
        }
    }

    static float finite(String name, float value) throws IntakeException {
        if (!Float.isFinite(value)) {
            throw new IntakeException(RefusalCause.NON_FINITE, name + ": a value is not a finite float32");
        }
        return value;
    }

    private void addPacked(byte[] packed) throws IntakeException {
        if (count != 0 || packed.length != values.length * Float.BYTES) {
            throw wrongLength();
        }
        FloatBuffer floats =
                ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        while (count < values.length) {
            values[count++] = finite(name, floats.get());
        }
    }

    private void addNumber(double time, double value) throws IntakeException {
        if (count == values.length) {
            throw wrongLength();
        }
        if (time < lastTime) {
            throw new IntakeException(RefusalCause.SHAPE, name + ": its times run backwards");
        }
        lastTime = time;
        values[count++] = finite(name, (float) value);
    }

    private IntakeException wrongLength() {
        return new IntakeException(RefusalCause.SHAPE, name + ": " + values.length + " values expected");
    }
}
