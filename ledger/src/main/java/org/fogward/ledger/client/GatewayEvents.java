package org.fogward.ledger.client;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.fogward.ledger.LedgerEvent;
import org.fogward.ledger.LedgerEvents;
import org.hyperledger.fabric.client.ChaincodeEvent;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.Network;

/** Follows a contract's events. */
final class GatewayEvents implements LedgerEvents {
    private final Network network;
    private final String contract;
    private final EventPosition position;
    private final LastingStream<ChaincodeEvent, LedgerEvent> stream;

    GatewayEvents(Network network, String contract, EventPosition position) {
        this.network = network;
        this.contract = contract;
        this.position = position;
        stream = new LastingStream<>("events", this::open, this::take);
    }

    @Override
    public boolean hasNext() {
        return stream.hasNext();
    }

    @Override
    public LedgerEvent next() {
        return stream.next();
    }

    @Override
    public void close() {
        stream.close();
    }

    private CloseableIterator<ChaincodeEvent> open() {
        return network.newChaincodeEventsRequest(contract)
                .startBlock(position.block())
                .build()
                .getEvents();
    }

    private Optional<LedgerEvent> take(ChaincodeEvent event) {
        return position.advance(event)
                ? Optional.of(new LedgerEvent(
                        event.getBlockNumber(),
                        event.getTransactionId(),
                        event.getEventName(),
                        new String(event.getPayload(), StandardCharsets.UTF_8)))
                : Optional.empty();
    }
}
