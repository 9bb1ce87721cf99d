package org.fogward.ledger.contract;

import java.util.Optional;
import org.fogward.ledger.federation.Task;
import org.fogward.ledger.record.ChangeKind;
import org.fogward.ledger.record.RecordKind;
import org.fogward.ledger.record.Stored;

/**
 * Releases tasks, and knows which plan a round has to follow. Each task is also kept under the plan that it follows, so that
 * reading two keys tells whether a plan holds for a round: there is no "current" key that everybody would read and write.
 */
final class TaskRules {
    /** Stands for the plan before the first. */
    private static final String NONE = "0".repeat(64);

    String release(Call call, Task task) {
        call.admit(task.federation(), Role.CLIENT);
        String id = task.federation();
        Optional<String> standing = call.standing(
                "the plan " + task.planDigest(), task, Task.class, RecordKind.TASK, id, task.planDigest());
        if (standing.isPresent()) {
            return standing.get();
        }
        if (task.previous().isPresent()) {
            Task before = require(call, id, task.previous().get());
            if (before.fromRound() >= task.fromRound()) {
                throw Refusal.invalid("fromRound must be later than the one of the plan before, " + before.fromRound());
            }
        }
        String follows = task.previous().orElse(NONE);
        if (call.find(Task.class, RecordKind.TASK_SUCCESSOR, id, follows).isPresent()) {
            throw Refusal.conflict(
                    task.previous().map(plan -> "the plan " + plan).orElse("the federation's beginning")
                            + " is followed by another plan already");
        }
        call.put(task, RecordKind.TASK_SUCCESSOR, id, follows);
        call.put(task, RecordKind.TASK_START, id, task.fromRound());
        String stored = call.put(task, RecordKind.TASK, id, task.planDigest());
        call.tell(ChangeKind.TASK_RELEASED, stored);
        return stored;
    }

    /** The task of a round; refuses a plan that was not released, is not yet in force or is so no longer. */
    Task inForce(Call call, String federation, String planDigest, long round) {
        Task task = require(call, federation, planDigest);
        if (task.fromRound() > round) {
            throw Refusal.conflict("the plan " + planDigest + " holds from round " + task.fromRound() + " on only");
        }
        Optional<Stored<Task>> next = call.find(Task.class, RecordKind.TASK_SUCCESSOR, federation, planDigest);
        if (next.isPresent() && next.get().record().fromRound() <= round) {
            throw Refusal.conflict("the plan " + planDigest + " holds up to round "
                    + (next.get().record().fromRound() - 1) + " only");
        }
        return task;
    }

    private static Task require(Call call, String federation, String planDigest) {
        return call.require("the plan " + planDigest, Task.class, RecordKind.TASK, federation, planDigest)
                .record();
    }
}
