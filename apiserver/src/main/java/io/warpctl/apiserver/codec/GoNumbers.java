package io.warpctl.apiserver.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.node.DoubleNode;
import io.warpctl.apiserver.object.GoJson;
import java.io.IOException;

/** Writes floating point numbers as Kubernetes does: {@code 1.0} as {@code 1}. */
final class GoNumbers extends JsonGeneratorDelegate {

    GoNumbers(JsonGenerator delegate) {
        super(delegate, false);
    }

    @Override
    public void writeNumber(double value) throws IOException {
        delegate.writeNumber(GoJson.compact(DoubleNode.valueOf(value)));
    }

    @Override
    public void writeNumber(float value) throws IOException {
        delegate.writeNumber(GoJson.compact(DoubleNode.valueOf(value)));
    }
}
