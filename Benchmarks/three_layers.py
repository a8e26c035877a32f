# The 60,000 steps of lesson 3 in Python and NumPy, after Andrew Trask's program of 2015.
import numpy as np

inputs = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
targets = np.array([[0], [1], [1], [0]])

np.random.seed(1)
weights0 = 2 * np.random.random((3, 4)) - 1
weights1 = 2 * np.random.random((4, 1)) - 1

for step in range(60000):
    hidden = 1 / (1 + np.exp(-(np.dot(inputs, weights0))))
    output = 1 / (1 + np.exp(-(np.dot(hidden, weights1))))
    error = targets - output
    if step % 10000 == 0:
        print("Error:%.12g" % np.mean(np.abs(error)))
    output_delta = error * (output * (1 - output))
    hidden_delta = output_delta.dot(weights1.T) * (hidden * (1 - hidden))
    weights1 += hidden.T.dot(output_delta)
    weights0 += inputs.T.dot(hidden_delta)
