package org.fogward.ledger.embedded;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.fogward.ledger.identity.LedgerIdentity;
import org.fogward.ledger.transaction.Invocation;
import org.fogward.ledger.transaction.SignedTransaction;
import org.fogward.ledger.transaction.Simulation;

/** Who calls the contract: makes calls in the ledger's identity and signs what they came to. Safe for several threads. */
final class Caller {
    private static final int NONCE_BYTES = 24;

    private final LedgerIdentity identity;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Caller(LedgerIdentity identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    Invocation call(String... arguments) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return new Invocation(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                identity.creator(),
                ByteString.copyFrom(nonce),
                Stream.of(arguments).map(ByteString::copyFromUtf8).toList());
    }

    SignedTransaction sign(Invocation call, Simulation simulation) {
        return SignedTransaction.sign(call, simulation, identity);
    }

    SignedTransaction founding() {
        return SignedTransaction.found(call(), identity);
    }

    boolean founded(SignedTransaction founding) {
        return founding.invocation().creator().equals(identity.creator());
    }
}
