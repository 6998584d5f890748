package io.warpctl.apiserver.codec;

/** A body that is not JSON or YAML. The message says where it goes wrong, in the words of Kubernetes' decoder. */
public final class MalformedException extends Exception {

    MalformedException(String message) {
        super(message);
    }
}
