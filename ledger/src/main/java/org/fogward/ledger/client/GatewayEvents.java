package org.fogward.ledger.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.fogward.ledger.LedgerEvent;
import org.fogward.ledger.LedgerEvents;
import org.hyperledger.fabric.client.ChaincodeEvent;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.GatewayRuntimeException;
import org.hyperledger.fabric.client.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a contract's events, and connects again from where it was whenever the stream breaks. */
final class GatewayEvents implements LedgerEvents {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayEvents.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Network network;
    private final String contract;
    private final EventPosition position;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Lock lock = new ReentrantLock();
    private Optional<CloseableIterator<ChaincodeEvent>> stream = Optional.empty();
    private Optional<LedgerEvent> next = Optional.empty();
    private Duration pause = FIRST_PAUSE;

    GatewayEvents(Network network, String contract, EventPosition position) {
        this.network = network;
        this.contract = contract;
        this.position = position;
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty() && !isClosed()) {
            try {
                Optional<CloseableIterator<ChaincodeEvent>> current = connected();
                if (current.isEmpty()) {
                    return false;
                }
                if (current.get().hasNext()) {
                    take(current.get().next());
                    pause = FIRST_PAUSE;
                } else {
                    reconnectLater("it ended");
                }
            } catch (GatewayRuntimeException e) {
                reconnectLater(String.valueOf(e.getMessage()));
            }
        }
        return next.isPresent();
    }

    @Override
    public LedgerEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the events were closed");
        }
        LedgerEvent event = next.orElseThrow();
        next = Optional.empty();
        return event;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed.countDown();
            stream.ifPresent(CloseableIterator::close);
        } finally {
            lock.unlock();
        }
    }

    private Optional<CloseableIterator<ChaincodeEvent>> connected() {
        lock.lock();
        try {
            if (stream.isEmpty() && !isClosed()) {
                stream = Optional.of(network.newChaincodeEventsRequest(contract)
                        .startBlock(position.block())
                        .build()
                        .getEvents());
            }
            return isClosed() ? Optional.empty() : stream;
        } finally {
            lock.unlock();
        }
    }

    private void take(ChaincodeEvent event) {
        if (position.advance(event)) {
            next = Optional.of(new LedgerEvent(
                    event.getBlockNumber(),
                    event.getTransactionId(),
                    event.getEventName(),
                    new String(event.getPayload(), StandardCharsets.UTF_8)));
        }
    }

    private void reconnectLater(String why) {
        lock.lock();
        try {
            stream.ifPresent(CloseableIterator::close);
            stream = Optional.empty();
        } finally {
            lock.unlock();
        }
        if (isClosed()) {
            return;
        }
        LOG.info("The stream of ledger events broke and is opened again: {}", why);
        try {
            closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Whoever asks this thread to end wants no more events.
            Thread.currentThread().interrupt();
            close();
        }
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }
}
