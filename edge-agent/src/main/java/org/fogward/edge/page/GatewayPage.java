package org.fogward.edge.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.edge.config.PageDoor;
import org.fogward.protocol.auditlog.AuditLog;
import org.fogward.protocol.people.Passwords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway's page: HTTPS, one account, one screen. While there is no account, whoever reads the log may make it, by an address with a
 * one-time code. Thread-safe.
 */
public final class GatewayPage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayPage.class);
    private static final int AUDIT_ENTRIES = 100;
    private static final int AT_ONCE = 128;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final GatewayDesk gateway;
    private final Clock clock;
    private final AuditLog log;
    private final Administrator administrator;
    private final FirstCode first = new FirstCode();
    private final EnrolmentDesk enrolment;
    private final PageCertificate certificate;
    private final List<Route> routes;
    private final PageServer server;
    private volatile Optional<URI> firstUri = Optional.empty();

    /**
     * Makes it ready, and a certificate if there is none; {@link #start} opens it.
     *
     * @param door where it listens
     * @param stateDirectory the gateway's
     * @param gateway what it shows
     * @param clock ends sessions
     * @throws IOException when a file cannot be used, or the address cannot be listened on
     */
    public GatewayPage(PageDoor door, Path stateDirectory, GatewayDesk gateway, Clock clock) throws IOException {
        this.gateway = gateway;
        this.clock = clock;
        this.log = new AuditLog(stateDirectory, clock);
        this.administrator = new Administrator(stateDirectory, new Passwords());
        this.enrolment = new EnrolmentDesk(gateway, log, clock);
        this.certificate = PageCertificate.in(stateDirectory.resolve(PageCertificate.FILE), door.host(), clock);
        SignInDesk people = new SignInDesk(administrator, first, new Sessions(clock), log, clock);
        this.routes = routes(people);
        ExchangeLimits limits = new ExchangeLimits(AT_ONCE, LONGEST);
        PageGate gate = new PageGate(routes, people, clock, limits::requestRead);
        this.server = new PageServer(door, certificate, gate, limits);
    }

    /** Lets visitors in. */
    public void start() {
        server.start();
        consider();
        if (administrator.stored().isPresent()) {
            LOG.info("The gateway's page is at {} (fingerprint {})", uri(), certificate.fingerprint());
        }
    }

    /** Makes a new address for the account where it is needed; to be called from time to time. */
    public synchronized void consider() {
        if (administrator.stored().isPresent()) {
            first.close();
            firstUri = Optional.empty();
        } else if (!first.open()) {
            URI address = uri().resolve("/first#" + first.renew().reveal());
            firstUri = Optional.of(address);
            LOG.info(
                    "The gateway's page is at {} (fingerprint {}); whoever opens this address first makes its account",
                    address,
                    certificate.fingerprint());
        }
    }

    /** Where it is. */
    public URI uri() {
        return server.uri();
    }

    /** Where the account is made; empty when there is one. Whoever knows it may. */
    public Optional<URI> firstAccountUri() {
        return administrator.stored().isPresent() ? Optional.empty() : firstUri;
    }

    @Override
    public void close() {
        enrolment.close();
        server.close();
    }

    List<Route> routes() {
        return routes;
    }

    private List<Route> routes(SignInDesk people) {
        List<Route> all = new ArrayList<>(PageFiles.routes());
        all.addAll(people.routes());
        all.addAll(new DeviceDesk(gateway, log).routes());
        all.add(Route.signedIn("GET", "/api/status", visit -> status()));
        all.add(Route.signedIn("GET", "/api/audit", visit -> entries()));
        all.add(Route.signedIn("POST", "/api/enrolment", enrolment::begin));
        all.add(Route.signedIn("POST", "/api/patients/forget", new PatientDesk(gateway, log)::forget));
        return List.copyOf(all);
    }

    private Answer status() {
        ObjectNode document = StatusDocument.of(gateway.view(), clock.instant());
        enrolment.describe(document);
        return Answer.json(document);
    }

    private Answer entries() {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        log.newest(AUDIT_ENTRIES).forEach(entry -> entries.addObject()
                .put("number", entry.number())
                .put("at", entry.at().toString())
                .put("who", entry.who())
                .put("address", entry.address())
                .put("action", entry.action())
                .put("detail", entry.detail()));
        return Answer.json(entries);
    }
}
