package org.fogward.ledger.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fogward.ledger.ContractCall;
import org.fogward.ledger.LedgerBlocks;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerEvent;
import org.fogward.ledger.LedgerEvents;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.Submission;
import org.fogward.ledger.TransactionPlace;
import org.hyperledger.fabric.contract.annotation.Transaction;
import org.hyperledger.fabric.shim.ChaincodeException;

/** A ledger without blocks, signatures or a disk: the contract alone, one call after the other. */
final class MemoryLedger {
    private final FederationContract contract = new FederationContract();
    private final NavigableMap<String, List<MemoryStub.Change>> state = new TreeMap<>();
    private final Map<String, TransactionPlace> places = new HashMap<>();
    private final List<LedgerEvent> events = new ArrayList<>();
    private final List<MemoryStub> submitted = new ArrayList<>();
    private long transactions;

    /** Every submitted call that was not refused. */
    synchronized List<MemoryStub> submitted() {
        return List.copyOf(submitted);
    }

    synchronized List<LedgerEvent> events() {
        return List.copyOf(events);
    }

    /** Every key with all of its values. */
    synchronized Map<String, List<String>> content() {
        Map<String, List<String>> content = new TreeMap<>();
        state.forEach((key, changes) -> content.put(
                key, changes.stream().map(MemoryStub.Change::getStringValue).toList()));
        return content;
    }

    synchronized Submission submit(TestMember member, ContractCall call) throws LedgerException {
        String transaction = "%064x".formatted(++transactions);
        MemoryStub stub = stub(transaction, member, true);
        String answer = run(stub, Transaction.TYPE.SUBMIT, call);
        submitted.add(stub);
        if (stub.writes.isEmpty()) {
            return new Submission(answer, Optional.empty());
        }
        stub.writes.forEach((key, value) -> state.computeIfAbsent(key, absent -> new ArrayList<>())
                .add(new MemoryStub.Change(transaction, value, stub.getTxTimestamp())));
        TransactionPlace place = new TransactionPlace(transaction, places.size() + 1, transaction);
        places.put(transaction, place);
        stub.eventName.ifPresent(name -> events.add(new LedgerEvent(
                place.block(), transaction, name, new String(stub.eventPayload, StandardCharsets.UTF_8))));
        notifyAll();
        return new Submission(answer, Optional.of(place));
    }

    synchronized String evaluate(TestMember member, ContractCall call) throws LedgerException {
        return run(stub("evaluated", member, false), Transaction.TYPE.EVALUATE, call);
    }

    private MemoryStub stub(String transaction, TestMember member, boolean toSubmit) {
        Instant at = Instant.parse("2026-03-01T12:00:00Z").plusSeconds(transactions);
        return new MemoryStub(state, transaction, at, member, toSubmit);
    }

    private String run(MemoryStub stub, Transaction.TYPE intent, ContractCall call) throws LedgerException {
        Method function = Stream.of(FederationContract.class.getMethods())
                .filter(method -> method.getName().equals(call.function()))
                .findFirst()
                .orElseThrow();
        if (function.getAnnotation(Transaction.class).intent() != intent) {
            throw new LedgerException(Reason.INVALID, "not to " + intent);
        }
        try {
            return (String) function.invoke(
                    contract,
                    Stream.concat(Stream.of(contract.createContext(stub.stub())), call.arguments().stream())
                            .toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof ChaincodeException refusal) {
                String code = new String(refusal.getPayload(), StandardCharsets.UTF_8);
                throw new LedgerException(Reason.ofRefusal(code), refusal.getMessage(), refusal);
            }
            throw new AssertionError("the contract failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private synchronized Optional<LedgerEvent> await(int number) {
        try {
            while (events.size() <= number) {
                wait();
            }
            return Optional.of(events.get(number));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    LedgerClient client(TestMember member) {
        return new Client(member);
    }

    private final class Client implements LedgerClient {
        private final TestMember member;

        Client(TestMember member) {
            this.member = member;
        }

        @Override
        public Submission submit(ContractCall call) throws LedgerException {
            return MemoryLedger.this.submit(member, call);
        }

        @Override
        public String evaluate(ContractCall call) throws LedgerException {
            return MemoryLedger.this.evaluate(member, call);
        }

        @Override
        public Optional<TransactionPlace> find(String transactionId) {
            synchronized (MemoryLedger.this) {
                return Optional.ofNullable(places.get(transactionId));
            }
        }

        @Override
        public LedgerHead head() {
            synchronized (MemoryLedger.this) {
                return new LedgerHead(places.size() + 1, "");
            }
        }

        @Override
        public Optional<byte[]> block(long number) {
            throw new UnsupportedOperationException("there are no blocks");
        }

        @Override
        public LedgerEvents events(long fromBlock, String afterTransaction) {
            int before = (int) MemoryLedger.this.events().stream()
                    .filter(event -> event.block() < fromBlock)
                    .count();
            return new LedgerEvents() {
                private int next = before;

                @Override
                public boolean hasNext() {
                    return await(next).isPresent();
                }

                @Override
                public LedgerEvent next() {
                    return await(next++).orElseThrow();
                }

                @Override
                public void close() {
                    // Nothing is held open.
                }
            };
        }

        @Override
        public LedgerBlocks blocks(long fromBlock) {
            throw new UnsupportedOperationException("there are no blocks");
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
