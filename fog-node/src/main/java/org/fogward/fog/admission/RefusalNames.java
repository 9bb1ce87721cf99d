package org.fogward.fog.admission;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.fogward.protocol.v1.RefusalReason;

/** Refusal reasons as they are shown: {@code wrong_round} for {@code REFUSAL_REASON_WRONG_ROUND}. */
public final class RefusalNames {

    private static final String PREFIX = "REFUSAL_REASON_";

    private RefusalNames() {}

    /** The name of a reason. */
    public static String of(RefusalReason reason) {
        String name = reason.name();
        return (name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name).toLowerCase(Locale.ROOT);
    }

    /** Every reason that there is for a refusal. */
    public static List<RefusalReason> reasons() {
        return Arrays.stream(RefusalReason.values())
                .filter(reason ->
                        reason != RefusalReason.UNRECOGNIZED && reason != RefusalReason.REFUSAL_REASON_UNSPECIFIED)
                .toList();
    }
}
