package org.fogward.ledger.fabric;

import java.util.Optional;
import org.fogward.ledger.ContractCall;
import org.fogward.ledger.LedgerBlocks;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerEvents;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.Submission;
import org.fogward.ledger.TransactionPlace;

/**
 * A client at one peer that first waits for what another peer has, and then until that one has what it wrote. Peers are
 * some milliseconds apart, which whoever uses two of them at once has to expect.
 */
record InStep(LedgerClient client, LedgerClient other) implements LedgerClient {
    @Override
    public Submission submit(ContractCall call) throws LedgerException {
        await(client, other.head().height());
        Submission done = client.submit(call);
        if (done.place().isPresent()) {
            await(other, done.place().get().block() + 1);
        }
        return done;
    }

    @Override
    public String evaluate(ContractCall call) throws LedgerException {
        await(client, other.head().height());
        return client.evaluate(call);
    }

    @Override
    public Optional<TransactionPlace> find(String transactionId) throws LedgerException {
        return client.find(transactionId);
    }

    @Override
    public LedgerHead head() throws LedgerException {
        return client.head();
    }

    @Override
    public Optional<byte[]> block(long number) throws LedgerException {
        return client.block(number);
    }

    @Override
    public LedgerEvents events(long fromBlock, String afterTransaction) throws LedgerException {
        return client.events(fromBlock, afterTransaction);
    }

    @Override
    public LedgerBlocks blocks(long fromBlock) throws LedgerException {
        return client.blocks(fromBlock);
    }

    @Override
    public void close() {
        client.close();
    }

    private static void await(LedgerClient peer, long height) throws LedgerException {
        while (peer.head().height() < height) {
            Thread.onSpinWait();
        }
    }
}
