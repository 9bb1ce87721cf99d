package org.fogward.ledger.federation;

import java.util.Optional;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.record.Page;
import org.fogward.ledger.record.PageRequest;
import org.fogward.ledger.record.RecordDoor;
import org.fogward.ledger.record.RecordKind;
import org.fogward.ledger.record.Stored;

/**
 * The door to federations, their fog nodes and tasks. As thread-safe as the client. Every method throws
 * {@link LedgerException} when the contract refuses or the ledger cannot answer.
 */
public final class Federations {
    private final RecordDoor<Federation> federations;
    private final RecordDoor<FogNode> fogNodes;
    private final RecordDoor<Task> tasks;
    private final RecordDoor<Task> order;

    /** A door. */
    public Federations(LedgerClient client) {
        federations = new RecordDoor<>(client, RecordKind.FEDERATION, Federation.class);
        fogNodes = new RecordDoor<>(client, RecordKind.FOG_NODE, FogNode.class);
        tasks = new RecordDoor<>(client, RecordKind.TASK, Task.class);
        order = new RecordDoor<>(client, RecordKind.TASK_START, Task.class);
    }

    /** Opens a federation, as an admin of one of its organisations. */
    public AnchorReceipt open(Federation federation) throws LedgerException {
        return federations.submit("openFederation", federation);
    }

    /** Registers a fog node, as an admin of the organisation that runs it. */
    public AnchorReceipt registerFogNode(FogNode fogNode) throws LedgerException {
        return fogNodes.submit("registerFogNode", fogNode);
    }

    /** Makes a plan the current one from a round on, as a client. */
    public AnchorReceipt release(Task task) throws LedgerException {
        return tasks.submit("releaseTask", task);
    }

    /** Finds a federation. */
    public Optional<Stored<Federation>> federation(String federation) throws LedgerException {
        return federations.find(federation);
    }

    /** All federations, by id. */
    public Page<Federation> federations(PageRequest page) throws LedgerException {
        return federations.list(page);
    }

    /** Finds a fog node. */
    public Optional<Stored<FogNode>> fogNode(String federation, String fogNode) throws LedgerException {
        return fogNodes.find(federation, fogNode);
    }

    /** A federation's fog nodes, by id. */
    public Page<FogNode> fogNodes(String federation, PageRequest page) throws LedgerException {
        return fogNodes.list(page, federation);
    }

    /** Finds the task with a plan. */
    public Optional<Stored<Task>> task(String federation, String planDigest) throws LedgerException {
        return tasks.find(federation, planDigest);
    }

    /** A federation's tasks, in the order of their first rounds. */
    public Page<Task> tasks(String federation, PageRequest page) throws LedgerException {
        return order.list(page, federation);
    }
}
