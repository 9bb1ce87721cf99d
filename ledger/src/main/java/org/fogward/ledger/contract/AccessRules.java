package org.fogward.ledger.contract;

import java.util.Optional;
import org.fogward.ledger.access.AccessEntry;
import org.fogward.ledger.record.ChangeKind;
import org.fogward.ledger.record.RecordKind;

/** Logs who looked at which model or proof. */
final class AccessRules {
    String log(Call call, AccessEntry entry) {
        call.admit(entry.federation(), Role.CLIENT);
        Object[] key = {entry.federation(), entry.entry()};
        Optional<String> standing =
                call.standing("the entry " + entry.entry(), entry, AccessEntry.class, RecordKind.ACCESS, key);
        if (standing.isPresent()) {
            return standing.get();
        }
        String stored = call.put(entry, RecordKind.ACCESS, key);
        call.tell(ChangeKind.ACCESS_LOGGED, stored);
        return stored;
    }
}
