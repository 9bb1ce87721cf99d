package org.fogward.fog.broker;

import java.net.SocketAddress;
import java.time.Clock;
import org.fogward.fog.limit.PeerLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts who is not let in, and says so in the log, now and then for each address. Thread-safe. */
final class RefusedLogins {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedLogins.class);

    private final BrokerRefusals count;
    private final PeerLog log;

    RefusedLogins(BrokerRefusals count, Clock clock) {
        this.count = count;
        this.log = new PeerLog(LOG, clock);
    }

    void note(SocketAddress address, LoginRefusal reason) {
        note(address.toString(), reason);
    }

    /** Of an address with its port. */
    void note(String address, LoginRefusal reason) {
        count.login(reason);
        String host = address.substring(0, Math.max(0, address.lastIndexOf(':')));
        log.say(host, reason.label(), () -> "Broker: refused a login from " + address + ": " + reason.label());
    }
}
