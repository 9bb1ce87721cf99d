package org.fogward.fog.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.fogward.fog.yaml.FieldException;
import org.fogward.fog.yaml.Fields;
import org.fogward.protocol.update.EncodingOptions;

/** What a plan says of updates, as YAML and as canonical JSON. */
final class UpdateText {

    private UpdateText() {}

    static UpdateRules read(Fields update, UpdateRules otherwise) throws FieldException {
        DeltaCoding up = coding(update, otherwise.up());
        // Whoever wants every bit of an update wants every bit of the model too.
        DeltaCoding usual = new DeltaCoding(
                up.codec(),
                otherwise.down().density(),
                otherwise.down().bits(),
                otherwise.down().statisticsDigits());
        Fields downFields = update.sectionOrEmpty("down");
        DeltaCoding down = coding(downFields, usual);
        downFields.refuseUnknown();
        int every = (int) update.integer("normalizationEvery", 0, RoundRules.MAX_COUNT, otherwise.normalizationEvery());
        UpdateRules read = new UpdateRules(up, down, every, update.number("staleDecay", otherwise.staleDecay()));
        update.refuseUnknown();
        return read;
    }

    private static DeltaCoding coding(Fields fields, DeltaCoding otherwise) throws FieldException {
        String codec = fields.optionalText("codec").orElse(otherwise.codec());
        Fields density = fields.sectionOrEmpty("density");
        DensitySchedule usual = otherwise.density();
        DensitySchedule schedule = new DensitySchedule(
                density.number("first", usual.first()),
                density.number("last", usual.last()),
                (int) density.integer("warmupRounds", 0, RoundRules.MAX_COUNT, usual.warmupRounds()),
                density.flag("followsRate", usual.followsRate()));
        density.refuseUnknown();
        int bits = (int) fields.integer("bits", 1, EncodingOptions.MOST_BITS, otherwise.bits());
        int digits = (int) fields.integer(
                "statisticsDigits",
                EncodingOptions.LEAST_WHOLE_DIGITS,
                EncodingOptions.MOST_WHOLE_DIGITS,
                otherwise.statisticsDigits());
        return new DeltaCoding(codec, schedule, bits, digits);
    }

    static void write(UpdateRules rules, ObjectNode update) {
        write(rules.up(), update);
        write(rules.down(), update.putObject("down"));
        update.put("normalizationEvery", rules.normalizationEvery()).put("staleDecay", rules.staleDecay());
    }

    private static void write(DeltaCoding coding, ObjectNode node) {
        node.put("codec", coding.codec());
        node.putObject("density")
                .put("first", coding.density().first())
                .put("last", coding.density().last())
                .put("warmupRounds", coding.density().warmupRounds())
                .put("followsRate", coding.density().followsRate());
        node.put("bits", coding.bits()).put("statisticsDigits", coding.statisticsDigits());
    }
}
