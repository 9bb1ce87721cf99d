package org.fogward.edge.intake;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fogward.edge.intake.senml.SenmlRecord;
import org.fogward.edge.intake.senml.SenmlValue;
import org.fogward.edge.store.SampleProfile;
import org.fogward.models.data.Sample;

/**
 * Puts one window together from the records of one pack, which may come in any order: {@code label} and {@code group} as
 * text, each feature as a number, and the channels {@code c0}, {@code c1}, ... in the order of the profile. Used once.
 */
final class WindowAssembly {
    private static final Pattern CHANNEL = Pattern.compile("c(0|[1-9][0-9]{0,6})");

    private final SampleProfile profile;
    private final SampleLabels labels;
    private final ChannelSeries[] channels;
    private final float[] features;
    private Optional<String> label = Optional.empty();
    private Optional<String> group = Optional.empty();

    WindowAssembly(SampleProfile profile) {
        this.profile = profile;
        this.labels = new SampleLabels(profile);
        this.channels = new ChannelSeries[profile.shape().channels()];
        Arrays.setAll(channels, channel -> new ChannelSeries(channel, steps()));
        this.features = new float[profile.features().size()];
        Arrays.fill(features, Float.NaN);
    }

    Sample assemble(List<SenmlRecord> records, String source) throws IntakeException {
        for (SenmlRecord record : records) {
            take(record);
        }
        for (int i = 0; i < features.length; i++) {
            if (Float.isNaN(features[i])) {
                throw new IntakeException(
                        RefusalCause.FEATURE, profile.features().get(i) + ": missing");
            }
        }
        float[] values = new float[profile.shape().values()];
        for (ChannelSeries channel : channels) {
            channel.copyInto(values, channels.length);
        }
        return new Sample(values, features, labels.label(label), labels.group(group), source);
    }

    private void take(SenmlRecord record) throws IntakeException {
        String name = record.localName();
        Matcher channel = CHANNEL.matcher(name);
        if (channel.matches()) {
            int index = Integer.parseInt(channel.group(1));
            if (index >= channels.length) {
                throw new IntakeException(RefusalCause.SHAPE, name + ": there are " + channels.length + " channels");
            }
            channels[index].add(record);
        } else if (name.equals("label")) {
            label = Optional.of(onlyText(record, label, RefusalCause.LABEL));
        } else if (name.equals("group")) {
            group = Optional.of(onlyText(record, group, RefusalCause.GROUP));
        } else {
            takeFeature(name, record.value());
        }
    }

    private void takeFeature(String name, SenmlValue value) throws IntakeException {
        int index = profile.features().indexOf(name);
        if (index < 0) {
            throw new IntakeException(
                    RefusalCause.FEATURE, "a record is neither a channel (c0, c1, ...), label, group nor a feature");
        }
        if (!(value instanceof SenmlValue.Numeric number) || !Float.isNaN(features[index])) {
            throw new IntakeException(RefusalCause.FEATURE, name + ": one number expected");
        }
        features[index] = ChannelSeries.finite(name, (float) number.value());
    }

    private static String onlyText(SenmlRecord record, Optional<String> before, RefusalCause cause)
            throws IntakeException {
        if (before.isEmpty() && record.value() instanceof SenmlValue.Text text) {
            return text.value();
        }
        throw new IntakeException(cause, record.localName() + ": one text value expected");
    }

    private int steps() {
        return profile.shape().height() * profile.shape().width();
    }
}
