# RabbitMQ with the management API, through which every service gets a user of its own (prepare-broker.ts).
FROM rabbitmq:4
RUN rabbitmq-plugins enable --offline rabbitmq_management
