package org.fogward.sim.curves;

import java.io.IOException;
import java.io.Serial;

/** Something is wrong in a report. The message names file and field. */
final class ReportException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    ReportException(String message) {
        super(message);
    }
}
