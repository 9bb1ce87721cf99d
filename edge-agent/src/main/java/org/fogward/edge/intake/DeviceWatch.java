package org.fogward.edge.intake;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.californium.elements.util.Filter;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.DTLSSession;
import org.fogward.edge.device.Credential;
import org.fogward.edge.device.DeviceProofs;
import org.fogward.edge.device.KnownDevice.Proof;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks twice a second who may stay, ends the connections and sessions of those who may not, whichever process removed them, and keeps when
 * devices were seen. Thread-safe.
 */
final class DeviceWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceWatch.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final long PATIENCE_SECONDS = 5;

    private final DeviceProofs proofs;
    private final DeviceHandshakes handshakes;
    private final DTLSConnector connector;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("devices").daemon().factory());

    DeviceWatch(DeviceProofs proofs, DeviceHandshakes handshakes, DTLSConnector connector) {
        this.proofs = proofs;
        this.handshakes = handshakes;
        this.connector = connector;
    }

    void start() {
        var ignored = thread.scheduleWithFixedDelay(this::look, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
            keep();
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            keep();
            if (proofs.look()) {
                end();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.error("Which devices may stay cannot be told, and stays as it was: {}", e.getMessage());
        }
    }

    private void keep() {
        handshakes.takeGuesses().forEach(guess -> proofs.guessed(guess.invitation()));
        Set<Credential> seen = handshakes.takeSeen();
        if (!seen.isEmpty()) {
            proofs.seen(seen);
        }
    }

    /** Tells removed devices that it is over, then forgets their sessions, so that they cannot be resumed. */
    private void end() throws InterruptedException, ExecutionException, TimeoutException {
        Filter<Connection> farewell = connection -> {
            DTLSSession session = connection.getSession();
            InetSocketAddress address = connection.getPeerAddress();
            if (session != null && address != null && mustGo(session.getPeerIdentity())) {
                connector.close(address);
            }
            return false;
        };
        Filter<Principal> removed = this::mustGo;
        connector.startForEach(farewell).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        connector.startTerminateConnectionsForPrincipal(removed).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** An invitation that was used keeps its connection, which leads nowhere else, until the certificate has gone through it. */
    private boolean mustGo(Principal peer) {
        Optional<Credential> credential = Peer.of(peer);
        return credential.isPresent()
                && credential.get().kind() != Proof.INVITATION
                && !proofs.isGood(credential.get());
    }
}
