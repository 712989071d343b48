"""M/M/c as SimPy's documentation writes it: a process for each customer, a Resource for the servers.

usage: mmc_simpy.py CUSTOMERS SERVERS SEED...
prints, for each seed, the mean sojourn time and the seconds it took.
"""
import random
import sys
import time

import simpy


def run(customers, servers, seed):
    env = simpy.Environment()
    chance = random.Random(seed)
    resource = simpy.Resource(env, servers)
    total = [0.0, 0]

    def customer():
        arrived = env.now
        with resource.request() as request:
            yield request
            yield env.timeout(chance.expovariate(1.0))
        total[0] += env.now - arrived
        total[1] += 1

    def source():
        for _ in range(customers):
            yield env.timeout(chance.expovariate(0.8 * servers))
            env.process(customer())

    env.process(source())
    begin = time.perf_counter()
    env.run()
    return total[0] / total[1], time.perf_counter() - begin


if __name__ == "__main__":
    customers, servers = int(sys.argv[1]), int(sys.argv[2])
    for seed in sys.argv[3:]:
        print(*run(customers, servers, int(seed)))
