package org.fogward.ledger.endorse;

import com.google.protobuf.ByteString;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.hyperledger.fabric.protos.peer.Endorsement;

/** The endorsements that were given last, whole: what comes back unchanged need not be checked. Safe for several threads. */
final class GivenEndorsements {
    private static final int MOST = 4096;

    private final Map<Endorsement, ByteString> results = new LinkedHashMap<>();
    private final Lock lock = new ReentrantLock();

    void remember(Endorsement endorsement, ByteString result) {
        lock.lock();
        try {
            results.put(endorsement, result);
            if (results.size() > MOST) {
                results.remove(results.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    boolean holds(Endorsement endorsement, ByteString result) {
        lock.lock();
        try {
            return result.equals(results.get(endorsement));
        } finally {
            lock.unlock();
        }
    }
}
