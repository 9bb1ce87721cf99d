package org.fogward.edge.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.fogward.edge.enrol.Invitation;
import org.fogward.protocol.auditlog.AuditLog;
import org.fogward.protocol.page.SentFields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enrols the gateway with a code that somebody typed, in the background: the fog node may take its time. Thread-safe. */
final class EnrolmentDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EnrolmentDesk.class);
    private static final int MOST_CHARACTERS = 512;

    private final GatewayDesk gateway;
    private final AuditLog log;
    private final Clock clock;
    private volatile Attempt last = new Attempt(State.NONE, "", Instant.EPOCH);
    private volatile Optional<Thread> worker = Optional.empty();

    EnrolmentDesk(GatewayDesk gateway, AuditLog log, Clock clock) {
        this.gateway = gateway;
        this.log = log;
        this.clock = clock;
    }

    private enum State {
        NONE,
        RUNNING,
        DONE,
        FAILED
    }

    private record Attempt(State state, String message, Instant at) {}

    /** Puts whether there is a way to enrol, and what came of the last attempt, if there was one since the start, into the page's state. */
    void describe(ObjectNode document) {
        document.put("enrols", gateway.enrols());
        Attempt attempt = last;
        if (attempt.state() != State.NONE) {
            document.putObject("enrolment")
                    .put("state", attempt.state().name().toLowerCase(Locale.ROOT))
                    .put("message", attempt.message())
                    .put("at", attempt.at().toString());
        }
    }

    Answer begin(Visit visit) throws IOException, PageRefusal {
        if (!gateway.enrols()) {
            throw PageRefusal.conflict("this gateway stays enrolled as it is");
        }
        SentFields sent = visit.fields();
        Invitation invitation = invitation(sent.text("code").strip());
        String fog = sent.text("fog").strip();
        Optional<URI> door = fog.isEmpty() ? Optional.empty() : Optional.of(door(fog));
        start(invitation, door, visit.address());
        return Answer.done();
    }

    private synchronized void start(Invitation invitation, Optional<URI> door, String address) throws PageRefusal {
        if (last.state() == State.RUNNING) {
            throw PageRefusal.conflict("the gateway is enrolling already; wait until that has ended");
        }
        log.write(Administrator.NAME.value(), address, PageAction.ENROL, "");
        last = new Attempt(State.RUNNING, "", clock.instant());
        worker = Optional.of(Thread.ofVirtual().name("enrolment").start(() -> enrol(invitation, door)));
    }

    @Override
    public void close() {
        worker.ifPresent(Thread::interrupt);
    }

    private void enrol(Invitation invitation, Optional<URI> door) {
        try {
            Instant until = gateway.enrol(invitation, door);
            ended(State.DONE, PageAction.ENROLLED, "the gateway is enrolled; its certificate is good until " + until);
        } catch (IOException | IllegalArgumentException e) {
            ended(State.FAILED, PageAction.ENROLMENT_FAILED, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            last = new Attempt(State.FAILED, "the gateway is being stopped", clock.instant());
        } catch (RuntimeException e) {
            LOG.error("Enrolling failed", e);
            ended(State.FAILED, PageAction.ENROLMENT_FAILED, "something failed; the gateway's log says what");
        }
    }

    private void ended(State state, PageAction action, String message) {
        log.write("", "", action, message);
        last = new Attempt(state, message, clock.instant());
    }

    private static Invitation invitation(String code) {
        try {
            return Invitation.parse(code);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "code: not one that a fog node makes; type all of it, or take the text of its QR code", e);
        }
    }

    private static URI door(String fog) {
        try {
            if (fog.length() <= MOST_CHARACTERS) {
                return Invitation.door(fog);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("fog: https://host:port expected", e);
        }
        throw new IllegalArgumentException("fog: at most " + MOST_CHARACTERS + " characters expected");
    }
}
