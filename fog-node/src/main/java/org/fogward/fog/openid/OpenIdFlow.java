package org.fogward.fog.openid;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.time.Instant;

/** What is remembered between somebody's going to their organisation and their coming back. */
record OpenIdFlow(State state, Nonce nonce, CodeVerifier verifier, URI back, Instant until) {

    static OpenIdFlow begin(URI back, Instant until) {
        return new OpenIdFlow(new State(), new Nonce(), new CodeVerifier(), back, until);
    }

    @Override
    public String toString() {
        return "a sign-in on its way";
    }
}
