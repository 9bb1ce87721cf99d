package org.fogward.edge.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fogward.models.data.Sample;
import org.jdbi.v3.core.Handle;

/**
 * Samples between memory and the table: each encrypted under its patient's key, with its digest and the profile as associated data, so that
 * a row cannot be exchanged for another, nor read as another kind of measurement. Thread-safe.
 */
final class SampleSeal {
    private final SampleKeys keys;
    private final PatientKeys patients;
    private final SampleProfile profile;
    private final SampleCodec codec;

    SampleSeal(SampleKeys keys, SampleProfile profile) {
        this.keys = keys;
        this.patients = new PatientKeys(keys);
        this.profile = profile;
        this.codec = new SampleCodec(profile);
    }

    PatientKeys patients() {
        return patients;
    }

    byte[] encode(Sample sample) {
        return codec.encode(sample);
    }

    byte[] seal(SampleCipher patient, WaitingSample sample) {
        return patient.seal(sample.encoded(), associated("fogward-sample-v2|", sample.digest()));
    }

    Sample open(SampleTable.Row row) {
        return open(patients.cipher(row.patient(), row.wrappedKey()), row);
    }

    /** Each patient's key is opened once. */
    List<Sample> all(Handle handle) {
        Map<String, SampleCipher> ciphers = new HashMap<>();
        List<Sample> samples = new ArrayList<>();
        SampleTable.all(handle).map(SampleTable.row()).forEach(row -> {
            SampleCipher cipher =
                    ciphers.computeIfAbsent(row.patient(), patient -> patients.cipher(patient, row.wrappedKey()));
            samples.add(open(cipher, row));
        });
        return samples;
    }

    /** Gives samples of an earlier build their patients' keys. */
    void takeOver(Handle handle, long day) {
        for (SampleTable.OldRow old : SampleTable.old(handle)) {
            byte[] encoded = keys.open(old.encrypted(), associated("fogward-sample-v1|", old.digest()));
            Sample sample = codec.decode(encoded);
            PatientKeys.Patient patient = patients.find(handle, sample.group())
                    .orElseThrow(() -> new StoreException("a patient is forgotten"));
            byte[] encrypted = patient.cipher().seal(encoded, associated("fogward-sample-v2|", old.digest()));
            SampleTable.replace(handle, old, patient.id(), day, encrypted, sample.label());
        }
    }

    private Sample open(SampleCipher cipher, SampleTable.Row row) {
        return codec.decode(cipher.open(row.encrypted(), associated("fogward-sample-v2|", row.digest())));
    }

    private byte[] associated(String version, byte[] digest) {
        byte[] context = (version + profile.fingerprint() + "|").getBytes(StandardCharsets.UTF_8);
        byte[] associated = new byte[context.length + digest.length];
        System.arraycopy(context, 0, associated, 0, context.length);
        System.arraycopy(digest, 0, associated, context.length, digest.length);
        return associated;
    }
}
