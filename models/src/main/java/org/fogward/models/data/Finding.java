package org.fogward.models.data;

/** What is to be seen in a generated chest image. */
enum Finding {
    NORMAL,
    LOBAR_OPACITY,
    INTERSTITIAL,
    EFFUSION
}
