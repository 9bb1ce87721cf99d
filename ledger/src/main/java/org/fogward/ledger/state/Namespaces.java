package org.fogward.ledger.state;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fogward.ledger.transaction.ContractAccesses;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;

/** The world states of all contracts of a channel. Not thread-safe. */
public final class Namespaces {
    private final Map<String, WorldState> states = new TreeMap<>();

    /** No contract has written yet. */
    public Namespaces() {}

    /**
     * One contract's state.
     *
     * @param namespace the contract's name
     * @return its state, which changes with the ledger; an empty one when it has not written yet
     */
    public WorldState of(String namespace) {
        return states.getOrDefault(namespace, new WorldState());
    }

    /**
     * Writes what a valid transaction wrote.
     *
     * @param contracts what it read and wrote
     * @param version its place in the chain
     */
    public void apply(List<ContractAccesses> contracts, Version version) {
        for (ContractAccesses each : contracts) {
            if (each.writes()) {
                writable(each.namespace()).apply(each.accesses(), version);
            }
        }
    }

    WorldState writable(String namespace) {
        return states.computeIfAbsent(namespace, _ -> new WorldState());
    }

    Map<String, WorldState> all() {
        return states;
    }

    Namespaces copy() {
        Namespaces copy = new Namespaces();
        states.forEach((name, state) -> copy.states.put(name, state.copy()));
        return copy;
    }
}
