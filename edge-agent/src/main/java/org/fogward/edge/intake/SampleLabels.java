package org.fogward.edge.intake;

import java.util.Optional;
import org.fogward.edge.store.SampleProfile;

/** Checks what a device says of a sample besides its values: class and group. */
final class SampleLabels {
    private static final int MAX_GROUP_LENGTH = 128;

    private final SampleProfile profile;

    SampleLabels(SampleProfile profile) {
        this.profile = profile;
    }

    int label(Optional<String> name) throws IntakeException {
        int label = profile.classes()
                .indexOf(name.orElseThrow(() -> new IntakeException(RefusalCause.LABEL, "label: missing")));
        if (label < 0) {
            throw new IntakeException(RefusalCause.LABEL, "label: none of " + String.join(", ", profile.classes()));
        }
        return label;
    }

    String group(Optional<String> id) throws IntakeException {
        String group = id.orElseThrow(() -> new IntakeException(RefusalCause.GROUP, "group: missing"));
        if (group.isBlank() || group.length() > MAX_GROUP_LENGTH) {
            throw new IntakeException(RefusalCause.GROUP, "group: 1 to " + MAX_GROUP_LENGTH + " characters expected");
        }
        return group;
    }
}
