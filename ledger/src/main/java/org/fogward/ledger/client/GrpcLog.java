package org.fogward.ledger.client;

import java.util.logging.Level;
import java.util.logging.Logger;

/** What gRPC says by java.util.logging, which without further ado is printed among a command's answers. Thread-safe. */
public final class GrpcLog {
    /** Held, because java.util.logging forgets a logger that nobody refers to. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    private GrpcLog() {}

    /** Leaves out what is no warning, unless somebody has set a level. */
    public static void warningsOnly() {
        if (GRPC.getLevel() == null) {
            GRPC.setLevel(Level.WARNING);
        }
    }
}
