package org.fogward.fog.aggregate;

import java.util.List;
import java.util.Optional;

/** The aggregation rules that this version knows, by name. */
public final class AggregationRules {

    private static final List<AggregationRule> KNOWN = List.of(new FedAvg(), new CoordinateMedian());

    private AggregationRules() {}

    /** The rule of a name, or empty if this version does not know it. */
    public static Optional<AggregationRule> named(String name) {
        return KNOWN.stream().filter(rule -> rule.name().equals(name)).findFirst();
    }

    /** Every name that {@link #named} knows, for messages to people. */
    public static List<String> names() {
        return KNOWN.stream().map(AggregationRule::name).toList();
    }
}
