package org.fogward.edge.intake;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.eclipse.californium.scandium.ConnectionListener;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertLevel;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.DTLSContext;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.Handshaker;
import org.eclipse.californium.scandium.dtls.SessionAdapter;
import org.fogward.edge.device.Credential;
import org.fogward.edge.device.KnownDevice.Proof;
import org.jspecify.annotations.Nullable;

/**
 * Follows handshakes: whose they are, which succeed, and which end since the device's Finished cannot be read, as with a wrong
 * pre-shared key. That ends a handshake at once, with an alert, and counts. Whoever can write a packet in the device's name can so end a
 * handshake under way, which the device begins again; DTLS alone would let it run into its timeout. Thread-safe.
 */
final class DeviceHandshakes extends SessionAdapter implements ConnectionListener {
    private final IntakeCounters counters;
    private final GuessLimit limit;
    private final Map<ConnectionId, InetSocketAddress> running = new ConcurrentHashMap<>();
    private final Map<ConnectionId, Credential> claimed = new ConcurrentHashMap<>();
    private final Set<Credential> seen = ConcurrentHashMap.newKeySet();
    private final Set<Guess> guesses = ConcurrentHashMap.newKeySet();
    private volatile @Nullable DTLSConnector connector;

    DeviceHandshakes(IntakeCounters counters, Clock clock) {
        this.counters = counters;
        this.limit = new GuessLimit(clock);
    }

    /** A handshake that failed by a wrong code. */
    record Guess(Credential invitation, ConnectionId handshake) {}

    void attach(DTLSConnector door) {
        this.connector = door;
    }

    /** Whether the address that this handshake comes from has guessed too often. */
    boolean isLimited(ConnectionId handshake) {
        return address(handshake).filter(limit::isReached).isPresent();
    }

    /** Keeps what a handshake is to prove. */
    void claim(ConnectionId handshake, Credential credential) {
        if (running.containsKey(handshake)) {
            claimed.put(handshake, credential);
        }
    }

    /** Who opened a connection since this was called last. */
    Set<Credential> takeSeen() {
        return taken(seen);
    }

    /** Which codes were guessed at since this was called last. */
    Set<Guess> takeGuesses() {
        return taken(guesses);
    }

    @Override
    public void handshakeStarted(Handshaker handshaker) {
        running.put(handshaker.getConnection().getConnectionId(), handshaker.getPeerAddress());
    }

    @Override
    public void contextEstablished(Handshaker handshaker, DTLSContext context) {
        forget(handshaker.getConnection().getConnectionId());
        Peer.of(context.getSession().getPeerIdentity()).ifPresent(seen::add);
    }

    @Override
    public void handshakeFailed(Handshaker handshaker, Throwable error) {
        forget(handshaker.getConnection().getConnectionId());
    }

    @Override
    public boolean onConnectionMacError(Connection connection) {
        Handshaker handshaker = connection.getOngoingHandshake();
        DTLSConnector door = connector;
        if (door != null
                && handshaker != null
                && !handshaker.hasContextEstablished()
                && handshaker.getSession().getPeerIdentity() instanceof PreSharedKeyIdentity) {
            ConnectionId handshake = connection.getConnectionId();
            Optional<Credential> credential = Optional.ofNullable(claimed.get(handshake));
            // Without a claim it was refused and counted before.
            credential.ifPresent(claim -> countWrongKey(claim, handshake));
            door.processHandshakeException(
                    connection,
                    new HandshakeException(
                            "wrong pre-shared key",
                            new AlertMessage(AlertLevel.FATAL, AlertDescription.DECRYPT_ERROR)));
        }
        return false;
    }

    @Override
    public void onConnectionEstablished(Connection connection) {}

    @Override
    public void onConnectionRemoved(Connection connection) {
        Optional.ofNullable(connection.getConnectionId()).ifPresent(this::forget);
    }

    @Override
    public boolean onConnectionUpdatesSequenceNumbers(Connection connection, boolean write) {
        return false;
    }

    @Override
    public void beforeExecution(Connection connection) {}

    @Override
    public void updateExecution(Connection connection) {}

    @Override
    public void afterExecution(Connection connection) {}

    private void countWrongKey(Credential claim, ConnectionId handshake) {
        counters.refuse(RefusalCause.DEVICE_KEY, "wrong key or code");
        if (claim.kind() == Proof.INVITATION) {
            address(handshake).ifPresent(limit::count);
            guesses.add(new Guess(claim, handshake));
        }
    }

    private void forget(ConnectionId handshake) {
        running.remove(handshake);
        claimed.remove(handshake);
    }

    private Optional<InetAddress> address(ConnectionId handshake) {
        return Optional.ofNullable(running.get(handshake)).map(InetSocketAddress::getAddress);
    }

    private static <T> Set<T> taken(Set<T> from) {
        Set<T> all = Set.copyOf(from);
        from.removeAll(all);
        return all;
    }
}
