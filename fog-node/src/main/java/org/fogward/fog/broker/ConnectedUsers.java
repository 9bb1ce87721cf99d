package org.fogward.fog.broker;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Who has proved themselves on which connection. Artemis asks again from time to time, also long after the token that was shown
 * at the start has run out; a connection that stands needs no new one. Thread-safe.
 */
final class ConnectedUsers {

    private final Login login;
    private final Map<RemotingConnection, Proof> proofs = Collections.synchronizedMap(new WeakHashMap<>());

    private record Proof(String user, String password, String who) {

        boolean isBy(String shownUser, String shownPassword) {
            return user.equals(shownUser) && password.equals(shownPassword);
        }
    }

    ConnectedUsers(Login login) {
        this.login = login;
    }

    Optional<String> check(RemotingConnection connection, String user, String password) {
        Optional<String> before = Optional.ofNullable(proofs.get(connection))
                .filter(proof -> proof.isBy(user, password))
                .map(Proof::who);
        if (before.isPresent()) {
            return before;
        }
        Optional<String> now = login.check(user, password);
        now.ifPresent(who -> proofs.put(connection, new Proof(user, password, who)));
        return now;
    }
}
