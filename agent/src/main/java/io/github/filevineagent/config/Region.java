package io.github.filevineagent.config;

/** A Filevine region: presets for the identity server and the gateway hosts. */
public enum Region {
    US,
    CA,
    CJIS
}
