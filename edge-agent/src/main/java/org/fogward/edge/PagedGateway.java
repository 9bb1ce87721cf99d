package org.fogward.edge;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.config.PageDoor;
import org.fogward.edge.link.FogAccess;
import org.fogward.edge.page.GatewayPage;
import org.fogward.edge.store.StoreException;
import org.fogward.models.network.NetworkPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway with its page. The page is there from the start; the gateway itself as soon as it is enrolled, on the page or by a command,
 * and it starts again with each enrolment on the page. Thread-safe.
 */
public final class PagedGateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PagedGateway.class);
    private static final long LOOK_SECONDS = 1;

    private final EdgeConfig config;
    private final NetworkPool networks;
    private final GatewayPage page;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("gateway-page").daemon().factory());
    private volatile Optional<EdgeAgent> agent = Optional.empty();
    private volatile Optional<String> trouble = Optional.empty();
    private volatile boolean enrolledAnew;
    private boolean closed;

    /**
     * Opens what the page needs; {@link #start} begins.
     *
     * @param config the configuration
     * @param door where the page is
     * @param networks bounds how much is computed at a time; closed by whoever made it
     * @throws IOException when the state directory or the page's address cannot be used
     */
    public PagedGateway(EdgeConfig config, PageDoor door, NetworkPool networks) throws IOException {
        this.config = config;
        this.networks = networks;
        // Makes the state directory, which the page's files lie in.
        GatewayKeys.of(config);
        AgentDesk desk = new AgentDesk(config, () -> agent, () -> trouble, Optional.of(() -> enrolledAnew = true));
        this.page = new GatewayPage(door, config.stateDirectory(), desk, Clock.systemUTC());
    }

    /**
     * Starts the page, and the gateway if it is enrolled.
     *
     * @throws IOException when an enrolled gateway cannot start
     */
    public void start() throws IOException {
        if (knowsItsFog()) {
            open();
        } else {
            LOG.info("Gateway {} is not enrolled: it waits for a code, on its page or by edge enrol", config.gateway());
        }
        page.start();
        timer.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** The page. */
    public GatewayPage page() {
        return page;
    }

    /** The gateway, while it runs. */
    public Optional<EdgeAgent> agent() {
        return agent;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        page.close();
        synchronized (this) {
            closed = true;
            agent.ifPresent(EdgeAgent::close);
            agent = Optional.empty();
        }
    }

    /** A start that failed is not tried again before the next enrolment: what stands against it is for a person. */
    private void look() {
        try {
            page.consider();
            boolean anew = enrolledAnew;
            enrolledAnew = false;
            if (anew || (agent.isEmpty() && trouble.isEmpty() && knowsItsFog())) {
                reopen();
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("Gateway {}: {}", config.gateway(), e.getMessage());
        }
    }

    private synchronized void reopen() {
        if (closed) {
            return;
        }
        agent.ifPresent(EdgeAgent::close);
        agent = Optional.empty();
        trouble = Optional.empty();
        try {
            open();
        } catch (IOException | StoreException e) {
            trouble =
                    Optional.of("the gateway does not start: " + e.getMessage() + "; correct that, and start it again");
            LOG.error("Gateway {} does not start: {}", config.gateway(), e.getMessage());
        }
    }

    private synchronized void open() throws IOException {
        EdgeAgent opened = new EdgeAgent(config, networks);
        try {
            opened.start();
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
        agent = Optional.of(opened);
    }

    private boolean knowsItsFog() throws IOException {
        return FogAccess.isKnown(GatewayKeys.of(config).vault());
    }
}
