package org.fogward.ledger.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.fogward.ledger.ContractCall;
import org.fogward.ledger.LedgerBlocks;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerEvents;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.Submission;
import org.fogward.ledger.TransactionPlace;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.transaction.EndorsedTransaction;
import org.fogward.ledger.transaction.MalformedTransactionException;
import org.hyperledger.fabric.client.Commit;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;

/**
 * Speaks Hyperledger Fabric's Gateway API over any channel: to an embedded ledger in this process or behind a socket, or
 * to a peer of a Fabric network.
 *
 * <p>Whether a call has something to write is read from its endorsed result: when the write sets of all contracts are
 * empty, nothing is handed over to be ordered, and the submission names no place. A call that met another one is endorsed
 * and submitted again after a pause that grows and is partly random, up to 30 times; one that only other organisations'
 * peers refused up to 50 times, because a peer that lacks a block may not know what the call builds upon. Safe for several threads.
 */
public final class GatewayLedgerClient implements LedgerClient {
    private static final int MOST_ATTEMPTS = 30;
    /** A peer that is behind has the block after these pauses, about three seconds in all. */
    private static final int MOST_FOREIGN_REFUSALS = 50;

    private static final Duration LEAST_PAUSE = Duration.ofMillis(1);

    private final Gateway gateway;
    private final Network network;
    private final ClientOptions options;
    private final CallMaker calls;
    private final ChainReader chain;
    private final BlockPlaces places;
    private final Runnable afterClosing;

    /**
     * A client.
     *
     * @param channel the way to the ledger; stays open when the client is closed
     * @param identity who signs
     * @param options how to speak to it
     */
    public GatewayLedgerClient(Channel channel, SigningIdentity identity, ClientOptions options) {
        this(channel, identity, options, () -> {});
    }

    /**
     * A client with a way of its own.
     *
     * @param channel the way to the ledger; shut down when the client is closed
     * @param identity who signs
     * @param options how to speak to it
     * @return the client
     */
    public static GatewayLedgerClient owning(ManagedChannel channel, SigningIdentity identity, ClientOptions options) {
        return new GatewayLedgerClient(
                ClientInterceptors.intercept(channel, new PromptReconnect(channel)),
                identity,
                options,
                channel::shutdownNow);
    }

    private GatewayLedgerClient(
            Channel channel, SigningIdentity identity, ClientOptions options, Runnable afterClosing) {
        this.afterClosing = afterClosing;
        this.options = options;
        UnaryOperator<io.grpc.CallOptions> soon = within(options.answerWithin());
        gateway = Gateway.newInstance()
                .identity(new GatewayIdentity(identity))
                .signer(new MessageSigner(identity))
                .hash(Hash.NONE)
                .connection(channel)
                .evaluateOptions(soon)
                .endorseOptions(soon)
                .submitOptions(soon)
                .commitStatusOptions(within(options.commitWithin()))
                .connect();
        network = gateway.getNetwork(options.channel());
        calls = new CallMaker(gateway, network.getContract(options.contract()), options.clock());
        chain = new ChainReader(network);
        places = new BlockPlaces(chain);
    }

    @Override
    public Submission submit(ContractCall call) throws LedgerException {
        // A thread that is to end may still finish its call: gRPC would break it off, and nobody would know how it
        // went.
        boolean interrupted = Thread.interrupted();
        try {
            for (int attempt = 1; ; attempt++) {
                Optional<Submission> done = attempt(call, attempt);
                if (done.isPresent()) {
                    return done.get();
                }
                Pauses.jittered(LEAST_PAUSE, attempt);
            }
        } catch (StatusRuntimeException e) {
            throw GatewayFailures.of(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public String evaluate(ContractCall call) throws LedgerException {
        try {
            return text(calls.propose(call).evaluate());
        } catch (GatewayException e) {
            throw GatewayFailures.of(e);
        } catch (StatusRuntimeException e) {
            throw GatewayFailures.of(e);
        }
    }

    @Override
    public Optional<TransactionPlace> find(String transactionId) throws LedgerException {
        return places.find(transactionId);
    }

    @Override
    public LedgerHead head() throws LedgerException {
        return chain.head();
    }

    @Override
    public Optional<byte[]> block(long number) throws LedgerException {
        return chain.block(number);
    }

    @Override
    public LedgerEvents events(long fromBlock, String afterTransaction) throws LedgerException {
        return new GatewayEvents(network, options.contract(), EventPosition.at(chain, fromBlock, afterTransaction));
    }

    @Override
    public LedgerBlocks blocks(long fromBlock) {
        return new GatewayBlocks(network, fromBlock);
    }

    @Override
    public void close() {
        gateway.close();
        afterClosing.run();
    }

    /** Nothing when the call met another one and is to be made again. */
    private Optional<Submission> attempt(ContractCall call, int attempt) throws LedgerException {
        Proposal proposal = calls.propose(call);
        Transaction transaction;
        try {
            transaction = proposal.endorse();
        } catch (EndorseException e) {
            boolean passes = attempt < MOST_ATTEMPTS && GatewayFailures.passes(e);
            boolean behind = attempt < MOST_FOREIGN_REFUSALS
                    && GatewayFailures.refusedElsewhere(e, gateway.getIdentity().getMspId());
            if (passes || behind) {
                return Optional.empty();
            }
            throw GatewayFailures.of(e);
        }
        String answer = text(transaction.getResult());
        if (!writes(transaction)) {
            return Optional.of(new Submission(answer, Optional.empty()));
        }
        Status status = CommitWait.commit(transaction, () -> commit(transaction));
        if (status.isSuccessful()) {
            return Optional.of(new Submission(
                    answer, Optional.of(places.place(transaction.getTransactionId(), status.getBlockNumber()))));
        }
        if (attempt < MOST_ATTEMPTS && GatewayFailures.passes(status.getCode())) {
            return Optional.empty();
        }
        throw GatewayFailures.of(status.getCode(), transaction.getTransactionId());
    }

    private Commit commit(Transaction transaction) {
        return gateway.newCommit(
                CommitQuestion.bytes(options.channel(), transaction.getTransactionId(), gateway.getIdentity()));
    }

    private static boolean writes(Transaction transaction) throws LedgerException {
        try {
            return EndorsedTransaction.parse(PreparedTransaction.parseFrom(transaction.getBytes())
                            .getEnvelope()
                            .toByteString())
                    .writes();
        } catch (InvalidProtocolBufferException | MalformedTransactionException e) {
            throw new LedgerException(Reason.CORRUPT, "the endorsed result cannot be read: " + e.getMessage(), e);
        }
    }

    private static UnaryOperator<io.grpc.CallOptions> within(Duration time) {
        return call -> call.withDeadlineAfter(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
